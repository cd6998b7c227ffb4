"""What the eyes run within a page."""

RUN_AXE = """async (options) => {
    const found = await axe.run(document, { resultTypes: ["violations"], preload: false, ...options });
    return found.violations.map((rule) => ({
        rule: rule.id, impact: rule.impact, help: rule.help, at: rule.nodes.map((node) => node.target.join(" ")) }));
}"""

# A kind of text: of the same tags and classes up to the page, on the same grounds, in the same colour and size.
KINDS = """() => {
    const told = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    const ways = new Map([[null, ""]]), kinds = window.kinds = new Map();
    const way = (node) => {
        if (!ways.has(node)) {
            const { color, backgroundColor, backgroundImage, opacity } = getComputedStyle(node);
            const own = [node.tagName, ...node.classList, color, backgroundColor, backgroundImage, opacity].join(" ");
            ways.set(node, `${way(node.parentElement)}>${own}`);
        }
        return ways.get(node);
    };
    for (const node of document.body.querySelectorAll("*:not(script, style, title, desc)")) {
        if (!(told(node) || /^(INPUT|SELECT|TEXTAREA)$/.test(node.tagName)) || !node.checkVisibility()) continue;
        const { fontSize, fontWeight, textDecorationLine } = getComputedStyle(node);
        kinds.set(`${way(node)} ${[fontSize, fontWeight, textDecorationLine].join(" ")}`, node);
    }
    return [...kinds.keys()];
}"""
AXE_OF_KINDS = """async ([fresh, rules]) => {
    const include = fresh.map((kind) => window.kinds.get(kind));
    const found = await axe.run({ include }, { resultTypes: ["violations"], preload: false, runOnly: rules });
    return found.violations.map((rule) => ({ rule: rule.id, at: rule.nodes.map((node) => node.target.join(" ")) }));
}"""

# A link in a sentence is as high as its line (2.5.8 excepts it); a tick box is as large as its label makes it.
SMALL_TARGETS = """(least) => {
    const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]";
    const blocks = "p, li, dd, dt, td, th, label, legend, blockquote, figcaption, div, span";
    const words = (node) => node.textContent.replace(/\\s+/g, " ").trim();
    const inSentence = (link) => {
        if (link.tagName !== "A" || getComputedStyle(link).display !== "inline") return false;
        const around = link.parentElement.closest(blocks);
        if (!around) return false;
        const rest = around.cloneNode(true);
        rest.querySelectorAll("a").forEach((other) => other.remove());
        return /\\p{L}/u.test(words(rest));
    };
    const box = (control) => {
        const parts = [control, ...(/^(radio|checkbox|file)$/.test(control.type) ? control.labels : [])];
        const rects = parts.map((part) => part.getBoundingClientRect());
        const left = Math.min(...rects.map((r) => r.left)), right = Math.max(...rects.map((r) => r.right));
        const top = Math.min(...rects.map((r) => r.top)), bottom = Math.max(...rects.map((r) => r.bottom));
        return { width: right - left, height: bottom - top, right: right + scrollX, bottom: bottom + scrollY };
    };
    const clipped = (node) => node.clientWidth === 1 && node.clientHeight === 1
        || node.parentElement && clipped(node.parentElement);
    const seen = (control) => {
        const own = control.getBoundingClientRect(), { right, bottom } = box(control);
        return control.checkVisibility({ visibilityProperty: true }) && right > 0 && bottom > 0
            && (own.width > 1 || own.height > 1) && !clipped(control);
    };
    return [...document.querySelectorAll(controls)]
        .filter((control) => seen(control) && !inSentence(control))
        .map((control) => [control, box(control)])
        .filter(([, { width, height }]) => Math.min(width, height) < least - 0.01)
        .map(([control, { width, height }]) => `${control.tagName.toLowerCase()} `
            + `"${words(control) || control.name || control.id}" ${width.toFixed(1)} x ${height.toFixed(1)}`);
}"""
TOO_WIDE = """() => {
    const page = document.documentElement, room = page.clientWidth;
    if (page.scrollWidth <= room) return [];
    const scrolls = (node) => node && node !== document.body && node !== page
        && (getComputedStyle(node).overflowX !== "visible" || scrolls(node.parentElement));
    const wide = [...document.body.querySelectorAll("*")]
        .filter((node) => node.getBoundingClientRect().right + scrollX > room + 0.5 && !scrolls(node.parentElement))
        .map((node) => `${node.tagName.toLowerCase()} ${node.id} ${node.getAttribute("class") || ""} `
            + `"${node.textContent.trim().slice(0, 40)}" ends at ${Math.ceil(node.getBoundingClientRect().right)}`);
    return [`the page is ${page.scrollWidth} wide in a window of ${room}`, ...wide];
}"""
# A drawing is scaled, and its letters with it.
SMALL_TEXT = """(least) => {
    const size = (node) => {
        const drawing = node.closest("svg");
        return parseFloat(getComputedStyle(node).fontSize) * (drawing ? drawing.getScreenCTM().a : 1);
    };
    const told = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    return [...document.body.querySelectorAll("*:not(option, title, desc, script, style)")]
        .filter((node) => (told(node) || /^(INPUT|SELECT|TEXTAREA)$/.test(node.tagName)) && node.checkVisibility())
        .filter((node) => size(node) < least - 0.01)
        .map((node) => `${node.tagName} "${node.textContent.trim().slice(0, 40)}" ${size(node).toFixed(1)}`);
}"""
LOW_CHOICES = """(least) => [...document.querySelectorAll(".choice")]
    .filter((row) => row.checkVisibility() && row.getBoundingClientRect().height < least - 0.01)
    .map((row) => row.textContent.trim())"""
# Where the keyboard stands: its name, whether it shows, what lies over it, and where it is on the page.
STOP = """() => {
    const at = document.activeElement, [box] = at.getClientRects();
    if (!box || at === document.body) return null;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at);
    const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const own = over && (at.contains(over) || (over.closest("label") || {}).control === at);
    const group = at.type === "radio" ? at.closest("fieldset").querySelector("legend").textContent : "";
    const label = at.labels && at.labels.length ? at.labels[0].textContent : at.ariaLabel || at.textContent;
    return {
        name: `${group} ${label}`.replace(/\\s+/g, " ").trim(), tag: at.tagName, id: at.id, value: at.value,
        shown: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\\)$/.test(outlineColor),
        covered: own ? "" : over ? over.outerHTML.slice(0, 80) : "it is out of sight",
        left: box.left + scrollX, right: box.right + scrollX, top: box.top + scrollY, bottom: box.bottom + scrollY };
}"""
# A sheet made here is ours, so that the policy of the page, which takes no styles from strangers, lets it through.
RESTYLE = """(css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
LOOK = f"""() => ({{ too_wide: ({TOO_WIDE})(), small_targets: ({SMALL_TARGETS})(44), small_text: ({SMALL_TEXT})(16),
    low_choices: ({LOW_CHOICES})(60) }})"""
