/** Turns words into what may stand in XML and HTML: marked characters escaped, those that XML has no place for left out. */

// Controls but TAB and line breaks, halves of surrogate pairs, and two that are no characters.
const NOWHERE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const MARKED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Without characters that XML can't hold. */
export const clean = (words) => String(words).replace(NOWHERE, "");

/** For text and for attributes in double quotes. */
export const escaped = (words) => clean(words).replace(/[&<>"]/g, (c) => MARKED[c]);
