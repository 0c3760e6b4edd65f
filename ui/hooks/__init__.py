"""Where we reach into Streamlit: each hook with its upstream issue, and when it can go.

navigate.js: a link or list of ours changes the address and Streamlit runs the page without loading anew; it listens to
    the browser's own `popstate`. streamlit#8112. Goes when links in HTML navigate inside the app.
words.js: Dutch for built-in words, roles and names that are missing. streamlit#1353. Goes when Streamlit speaks Dutch.
shell.py: Streamlit's one HTML page made Dutch and ours. streamlit#9382. Goes when the page is a template that one sets.
at_once.py: Nagle's algorithm off on the live connection. Kludex/uvicorn#3149. Goes when uvicorn sets the option.
uploads.py: a session may send a file only while its page asks for one. No issue: so by design. Goes when a field can
    say so to the server.
signing_in.py: Streamlit's own settings and cookie for logging in, outside a run of a page, and where logging in starts.
    streamlit#10162. Goes when `st.login` takes the address to come back to, and a route can ask who it is.
`ui/frame/block.py`: a component in the light DOM as the way to draw HTML with SVG. streamlit#8366. Goes when `st.html`
    keeps SVG and changes only what differs.
postScriptGC in .streamlit/config.toml: no sweep of all memory after each run. streamlit#8977.

tests/browser/test_hooks.py fails when one of them no longer does what stands here.
"""
