// One message of a phone: built once, then patched in place, so that focus and reading position survive.

import { linkToHand, markup, startLink } from "./markup.js";
import { hour } from "./moments.js";

const spoken = { voice: "Voice message, 0:07", photo: "Photo", document: "Document" };

export class Bubble {
  #drawn = "";

  // phone: {press, open, hand, reply, edit, goTo}: what a reader can do with a message.
  constructor(phone) {
    this.phone = phone;
    this.node = document.querySelector("#message").content.firstElementChild.cloneNode(true);
    this.part = (name) => this.node.querySelector(`.${name}`);
    this.part("reply").onclick = () => phone.reply(this.message);
    this.part("edit").onclick = () => phone.edit(this.message);
    this.part("quoted").onclick = () => phone.goTo(this.message.reply_to);
    this.node.onkeydown = (event) => this.#key(event);
  }

  // view: {zone, mine, slot, group, quoted, other, bot}: how this phone sees the message.
  draw(message, view) {
    const drawn = JSON.stringify([message, view]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.message = message;
    this.#drawFrame(view);
    this.#drawWords(view);
    this.#drawKeys(view);
  }

  get canEdit() {
    return !this.part("edit").hidden;
  }

  #drawFrame({ mine, slot, group, zone }) {
    const { id, kind, edited, silent, at, from } = this.message;
    const place = kind === "service" ? "middle" : mine ? "right" : "left";
    Object.assign(this.node.dataset, { id, kind, place, slot });
    this.part("from").textContent = kind === "note" ? `${from.name} hands you a link` : from.name;
    this.part("from").classList.toggle("sr", !(kind === "note" || (group && !mine)) || kind === "service");
    this.part("meta").textContent = [silent && "quiet", edited && !from.bot && "edited", hour(at, zone)].filter(Boolean).join(" · ");
    if (this.message.reaction) this.part("meta").prepend(`${this.message.reaction} `);
    this.part("acts").hidden = kind === "service" || kind === "note";
    this.part("edit").hidden = !(mine && kind === "text");
  }

  #drawWords({ quoted, bot, zone }) {
    const { kind, html, text } = this.message;
    const open = {
      zone,
      link: (url, event) => {
        if (!startLink(url, bot)) return;
        event.preventDefault();
        this.phone.open(url);
      },
      command: this.message.from.bot && ((word) => this.phone.say(word)),
    };
    const said = markup(html || "", open);
    const { file } = this.message;
    const sign = file ? [file.picture ? picture(file) : paper(file)] : spoken[kind] && !text.startsWith("[") ? [standIn(kind)] : [];
    this.part("words").replaceChildren(...sign, ...(said.length || sign.length ? said : [text]));
    const quote = this.part("quoted");
    quote.hidden = !quoted;
    quote.replaceChildren(...(quoted ? [strong(quoted.name), ` ${quoted.text}`] : []));
  }

  #drawKeys({ other, bot }) {
    const rows = this.message.buttons.map((row) =>
      row.map((button) => ({ label: button.text, className: button.url ? "out" : button.style, run: () => this.#use(button) })));
    const link = linkToHand(this.message, bot);
    if (link && this.message.kind === "note" && rows.length === 0) {
      rows.push([{ label: "Open the link", run: () => this.phone.open(link) }]);
    } else if (link && other && this.message.from.bot) {
      rows.push([{ label: `Give this link to ${other}`, className: "hand", run: () => this.phone.hand(link) }]);
    }
    patchRows(this.part("keys"), rows);
  }

  #use(button) {
    if (button.copy) return this.phone.copy(button.copy);
    return button.url ? this.phone.open(button.url) : this.phone.press(this.message, button);
  }

  #key(event) {
    if (event.target !== this.node || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "r" && !this.part("acts").hidden) this.phone.reply(this.message);
    else if (key === "e" && this.canEdit) this.phone.edit(this.message);
    else return;
    event.preventDefault();
  }
}

export function strong(words) {
  const node = document.createElement("strong");
  node.textContent = words;
  return node;
}

function standIn(kind) {
  const node = document.createElement("span");
  node.className = `stand-in ${kind}`;
  node.textContent = spoken[kind];
  return node;
}

// A document is kept, never opened here: what is in it must not run as this page.
function paper({ id, name, bytes }) {
  const node = document.createElement("a");
  node.className = "stand-in document";
  node.href = `/page/file/${encodeURIComponent(id)}`;
  node.download = name;
  node.textContent = `${name} · ${size(bytes)}`;
  return node;
}

// Shown as it is in the chat; a press opens it alone, as large as it is.
function picture({ id, name }) {
  const node = document.createElement("a");
  node.className = "picture";
  node.href = `/page/file/${encodeURIComponent(id)}`;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  const image = document.createElement("img");
  image.src = node.href;
  image.alt = name ? `Photo: ${name}` : "Photo";
  node.append(image);
  return node;
}

function size(bytes) {
  return bytes < 1000 ? `${bytes} bytes` : `${Math.ceil(bytes / 1000)} kB`;
}

function patchRows(parent, rows) {
  while (parent.children.length > rows.length) parent.lastElementChild.remove();
  rows.forEach((row, index) => {
    const line = parent.children[index] ?? parent.appendChild(document.createElement("div"));
    while (line.children.length > row.length) line.lastElementChild.remove();
    row.forEach((key, at) => patchKey(line.children[at] ?? line.appendChild(document.createElement("button")), key));
  });
}

function patchKey(node, { label, className, run }) {
  node.type = "button";
  node.className = `key ${className ?? ""}`.trim();
  if (node.textContent !== label) node.textContent = label;
  node.onclick = async () => {
    if (node.ariaBusy === "true") return;
    node.ariaBusy = "true";
    await run();
    node.ariaBusy = null;
  };
}
