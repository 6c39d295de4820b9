/** Turns descriptions into elements: text only ever goes in as text nodes. */

/**
 * el("button", { class: "btn", "aria-label": "…", onclick: f, hidden: true }, "text", child, [children])
 * Attributes that are null, undefined or false are left out; functions are listeners; children that are null or false are left out.
 */
export function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  // Words of a report stay Chinese whatever the page speaks: readers aloud must know.
  if (attributes && /\bsaid\b/.test(attributes.class)) element.lang = "zh-CN";
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

export function append(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(element, child);
    else element.appendChild(typeof child === "object" ? child : document.createTextNode(String(child)));
  }
  return element;
}

/** Puts new children in place of the old ones. */
export function fill(element, ...children) {
  while (element.firstChild) element.removeChild(element.firstChild);
  return append(element, children);
}

export const find = (id) => document.getElementById(id);

/** Calls `run` once the calls have paused for `ms`. */
export function paused(ms, run) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...args), ms);
  };
}

/** The element behind `event` that matches, up to `root`. */
export function hit(event, selector, root) {
  const found = event.target.closest ? event.target.closest(selector) : null;
  return found && (!root || root.contains(found)) ? found : null;
}
