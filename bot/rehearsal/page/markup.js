// Turns a message's html into nodes. Only what is listed here is built; anything else becomes its plain text.

import { asFormatted, dayAndHour } from "./moments.js";

const plain = {
  b: "strong", strong: "strong", i: "em", em: "em", u: "u", ins: "u", s: "s", strike: "s", del: "s", code: "code", pre: "pre",
};
const linkOrCommand = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])|(^|[\s(])(\/[a-z][a-z0-9_]{1,31})(?![\w/])/g;

function element(name, className, ...children) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

function quote(children) {
  return element("blockquote", "", ...children);
}

function longQuote(children) {
  const toggle = element("button", "unfold", "Show all");
  toggle.type = "button";
  toggle.setAttribute("aria-expanded", "false");
  const node = element("blockquote", "folded", element("div", "", ...children), toggle);
  toggle.onclick = () => {
    const folded = node.classList.toggle("folded");
    toggle.textContent = folded ? "Show all" : "Show less";
    toggle.setAttribute("aria-expanded", String(!folded));
  };
  return node;
}

function spoiler(children) {
  const node = element("button", "spoiler", element("span", "", ...children));
  node.type = "button";
  node.setAttribute("aria-label", "Hidden words, press to show");
  node.onclick = () => {
    node.classList.add("shown");
    node.removeAttribute("aria-label");
  };
  return node;
}

function link(href, children, open) {
  if (!/^(https?|tel|mailto):/i.test(href)) return element("span", "mention", ...children);
  const node = element("a", "", ...children);
  node.href = href;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  node.onclick = (event) => open.link(href, event);
  return node;
}

function command(word, open) {
  const node = element("button", "command", word);
  node.type = "button";
  node.onclick = () => open.command(word);
  return node;
}

function words(text, open, inLink) {
  if (inLink) return [text];
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(linkOrCommand)) {
    const [, url, before, word] = found;
    nodes.push(text.slice(from, found.index) + (before ?? ""));
    nodes.push(url ? link(url, [url], open) : open.command ? command(word, open) : word);
    from = found.index + found[0].length;
  }
  return [...nodes, text.slice(from)].filter((node) => node !== "");
}

// A moment in the reader's own zone; without a format the words stay as the bot wrote them.
function moment(tag, children, open) {
  const node = element("time", "", ...children);
  const at = new Date(Number(attribute(tag, "unix")) * 1000).toISOString();
  node.dateTime = at;
  node.title = dayAndHour(at, open.zone);
  const form = attribute(tag, "format");
  if (/[wdDtT]/.test(form)) node.textContent = asFormatted(at, open.zone, form);
  return node;
}

// The server's html is read as a flat run of tags and text, never by the browser's own parser: it cannot do anything.
const token = /<(\/?)([a-z][a-z0-9-]*)((?:"[^"]*"|[^">])*)>|[^<]+|</gi;
const entities = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: "\u00a0" };

function unescaped(text) {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hex, name) =>
    name ? entities[name] ?? whole : String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex, 16)));
}

function attribute(tag, name) {
  return unescaped(tag.attributes.match(new RegExp(`\\s${name}="([^"]*)"`, "i"))?.[1] ?? "");
}

function built(tag, open) {
  const { name, children } = tag;
  if (plain[name]) return [element(plain[name], "", ...children)];
  if (name === "blockquote") return [/\sexpandable/.test(tag.attributes) ? longQuote(children) : quote(children)];
  if (name === "tg-spoiler" || attribute(tag, "class") === "tg-spoiler") return [spoiler(children)];
  if (name === "a") return [link(attribute(tag, "href"), children, open)];
  if (name === "tg-time") return [moment(tag, children, open)];
  return children;
}

// open: {link(url, event), command(word)}, called when the reader follows one, command may be missing; zone: where the reader is.
export function markup(html, open) {
  const stack = [{ name: "", attributes: "", children: [] }];
  const close = () => {
    const tag = stack.pop();
    stack.at(-1).children.push(...built(tag, open));
  };
  for (const [all, slash, tagName, attributes] of html.matchAll(token)) {
    const name = tagName?.toLowerCase();
    if (!name) {
      const literal = stack.some((tag) => ["a", "code", "pre"].includes(tag.name));
      stack.at(-1).children.push(...words(unescaped(all), open, literal));
    } else if (name === "br") stack.at(-1).children.push("\n");
    else if (!slash) stack.push({ name, attributes, children: [] });
    else if (stack.at(-1).name === name && stack.length > 1) close();
  }
  while (stack.length > 1) close();
  return withoutDoubleBreaks(stack[0].children);
}

// A quote is a block by itself: the line break after it would show as an empty line.
function withoutDoubleBreaks(nodes) {
  return nodes.map((node, index) => {
    const after = ["BLOCKQUOTE", "PRE"].includes(nodes[index - 1]?.nodeName);
    return after && typeof node === "string" ? node.replace(/^\n/, "") : node;
  });
}

export function startLink(url, username) {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, pathname, searchParams } = new URL(url);
  if (protocol !== "https:" || hostname !== "t.me") return null;
  if (pathname.slice(1).toLowerCase() !== username.toLowerCase()) return null;
  if (searchParams.has("startgroup")) return "startgroup";
  return searchParams.has("start") ? "start" : null;
}

// The start link that a message carries for somebody else, or null: in a button, a share button or its words.
export function linkToHand(message, username) {
  const shared = (url) => (url.startsWith("https://t.me/share/url?") ? new URL(url).searchParams.get("url") ?? "" : url);
  const inButtons = message.buttons.flat().flatMap((button) => (button.url ? [shared(button.url)] : []));
  const inWords = `${message.html} ${message.text}`.replaceAll("&amp;", "&").match(/https:\/\/t\.me\/[^\s"<>]+/g) ?? [];
  return [...inButtons, ...inWords].find((url) => startLink(url, username) === "start") ?? null;
}
