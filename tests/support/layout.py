"""What a reader cannot read on a page: text that is cut, or that lies over other text; measured in the browser."""

from __future__ import annotations

from playwright.sync_api import Page

# Each piece of text with the box the browser gave it, in the page itself and inside components.
_FAULTS = """() => {
    const texts = [], cut = [];
    const range = document.createRange();
    const skip = ".unseen, [hidden], option, script, style, noscript, [aria-hidden=true].patterns";
    const shown = (one) => {
        const style = getComputedStyle(one);
        return style.visibility !== "hidden" && style.display !== "none" && Number(style.opacity) > 0.05
            && !/inset\\(50%\\)/.test(style.clipPath);
    };
    /** What is left of a box inside everything around it that clips; scrolled away is not cut. */
    const visible = (box, element) => {
        let { left, top, right, bottom } = box;
        for (let at = element; at && at !== document.body; at = at.parentElement ?? at.getRootNode().host) {
            const style = getComputedStyle(at);
            if (style.display === "inline" || style.display === "contents") continue;
            const clips = at instanceof SVGElement ? at instanceof SVGSVGElement && style.overflow !== "visible"
                : /hidden|clip|auto|scroll/.test(style.overflowX + style.overflowY);
            if (!clips) continue;
            const around = at.getBoundingClientRect();
            [left, right] = [Math.max(left, around.left), Math.min(right, around.right)];
            [top, bottom] = [Math.max(top, around.top), Math.min(bottom, around.bottom)];
        }
        return { left, top, right, bottom };
    };
    const visit = (node, layer) => {
        if (node.nodeType === Node.TEXT_NODE) {
            const text = node.nodeValue.trim();
            const element = node.parentElement;
            if (!text || !element.checkVisibility?.({ visibilityProperty: true, opacityProperty: true })) return;
            range.selectNodeContents(node);
            for (const box of range.getClientRects()) {
                if (box.width < 2 || box.height < 4) continue;
                const seen = visible(box, element);
                const [width, height] = [seen.right - seen.left, seen.bottom - seen.top];
                if (width <= 0 || height <= 0) continue;
                const scrolls = element.closest(".scroll, .table, [data-scrolls], [data-testid=stTable], .find ul");
                // Half of a sign may hang over: letters are drawn wider than they count.
                if (!scrolls && width < box.width - 3 && seen.bottom <= innerHeight + 1) cut.push(text.slice(0, 50));
                // The middle of the letters: lines of one paragraph may touch.
                const air = box.height * 0.22;
                if (!scrolls && height > box.height * 0.6) {
                    const [top, bottom] = [box.top + air, box.bottom - air];
                    texts.push({ text, layer, left: seen.left + 1, right: seen.right - 1, top, bottom, element });
                }
            }
            return;
        }
        if (!(node instanceof Element) || node.matches(skip) || !shown(node)) return;
        const style = getComputedStyle(node);
        const over = ["fixed", "sticky"].includes(style.position) && style.zIndex !== "auto";
        const words = node.textContent.trim();
        const hides = style.textOverflow === "ellipsis" && style.overflowX !== "visible" && node.clientWidth > 0;
        if (hides && words && node.scrollWidth > node.clientWidth + 1) cut.push(`… ${words.slice(0, 50)}`);
        for (const child of (node.shadowRoot ?? node).childNodes) visit(child, over ? node : layer);
    };
    visit(document.body, null);
    const over = [];
    texts.sort((a, b) => a.top - b.top);
    for (let i = 0; i < texts.length; i += 1) {
        for (let k = i + 1; k < texts.length && texts[k].top < texts[i].bottom; k += 1) {
            const [one, other] = [texts[i], texts[k]];
            if (one.layer !== other.layer || one.element === other.element) continue;
            if (Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1
                && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1) {
                over.push(`${one.text.slice(0, 40)} × ${other.text.slice(0, 40)}`);
            }
        }
    }
    return { cut: [...new Set(cut)], over: [...new Set(over)] };
}"""


def faults(page: Page) -> list[str]:
    """What is cut and what overlaps on the page as it stands, as lines to read; empty when all can be read."""
    found = page.evaluate(_FAULTS)
    return [*(f"afgesneden: {one}" for one in found["cut"]), *(f"over elkaar: {one}" for one in found["over"])]
