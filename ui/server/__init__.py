"""The web server around Streamlit: the door, the files, the page, the worker processes."""
