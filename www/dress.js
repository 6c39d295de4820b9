/**
 * Turns the style sheets, which are bundled with the script as text, into the look of the page. Imported first: what is built afterwards is dressed from
 * its first moment. A sheet made this way needs no permission of the policy, and can't load anything (@import is refused in it).
 */

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLES);
document.adoptedStyleSheets = [sheet];
