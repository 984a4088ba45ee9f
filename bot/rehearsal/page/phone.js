// One phone: a private chat or the group, drawn from the server's state and acted on by its person.

import { strong } from "./bubble.js";
import { Composer } from "./composer.js";
import { openPrompt, remember, remembered } from "./drafts.js";
import { Log } from "./log.js";
import { startLink } from "./markup.js";
import { hour, place } from "./moments.js";

const toastFor = 6000; // ms

export class Phone {
  #toastTimer = 0;

  // stage: {act(body), alert(title, words)}
  constructor(key, stage) {
    this.key = key;
    this.stage = stage;
    this.node = document.querySelector("#phone").content.firstElementChild.cloneNode(true);
    this.node.id = `phone-${key}`;
    this.node.dataset.phone = key;
    this.part = (selector) => this.node.querySelector(selector);
    this.log = new Log(this.part(".log-frame"), this);
    this.composer = new Composer(this.part(".composer"), this);
    this.#closeMoreByItself();
  }

  // slots: person id -> a | b | v, the colour that a person has everywhere.
  draw(scene, phone, slots) {
    Object.assign(this, { scene, phone, slots });
    const messages = this.messages;
    this.#drawTop();
    this.#drawWriters();
    this.#drawComposer(messages); // before the messages: its height decides where they end
    this.#drawEmpty(messages);
    this.log.draw(messages, this.writer.zone, (message) => this.#view(message));
    this.tick(scene.now);
  }

  tick(now) {
    const clock = this.part(".whose time");
    clock.dateTime = now;
    clock.textContent = hour(now, this.writer.zone);
  }

  get messages() {
    return this.scene.messages[this.phone.chat] ?? [];
  }

  get group() {
    return this.phone.kind === "group";
  }

  // Who writes and presses here; in the group whoever was chosen last, as long as they are in it.
  get writer() {
    const chosen = this.group && remembered("writer");
    return this.phone.people.find(({ id }) => id === chosen) ?? this.phone.people[0];
  }

  // What a reader can do with a message.
  reply(message) { this.composer.reply(message); }
  edit(message) { this.composer.edit(message); }
  goTo(id) { this.log.goTo(id); }
  say(text) { return this.act({ do: "say", text }); }
  press(message, button) { return this.act({ do: "press", message: message.id, data: button.data }); }
  hand(url) { return this.act({ do: "hand", url, to: this.#other.id }); }

  open(url) {
    const inside = startLink(url, this.scene.bot.username);
    if (inside) return this.act({ do: "follow", url });
    if (url.startsWith("https://t.me/share/url?")) return this.hand(new URL(url).searchParams.get("url"));
    return window.open(url, "_blank", "noopener");
  }

  async copy(text) {
    const copied = await navigator.clipboard.writeText(text).then(() => true, () => false);
    this.toast(copied ? "Copied." : `To copy: ${text}`);
  }

  focusComposer() { this.composer.box.focus({ preventScroll: true }); }
  focusMessages() { this.log.focusLast(); }

  async act(body) {
    const answer = await this.send(body);
    if (!answer.ok) this.toast(answer.error);
    return answer;
  }

  // For the composer, which shows by itself why something was not sent.
  async send(body) {
    const answer = await this.stage.act({ who: this.writer.id, chat: this.phone.chat, ...body });
    if (answer.toast && answer.alert) this.stage.alert(this.writer.name, answer.toast);
    else if (answer.toast) this.toast(answer.toast);
    return answer;
  }

  toast(words) {
    const toast = this.part(".toast");
    toast.textContent = words;
    clearTimeout(this.#toastTimer);
    this.#toastTimer = setTimeout(() => { toast.textContent = ""; }, toastFor);
  }

  get #other() {
    return this.scene.phones.filter(({ kind }) => kind === "private").map(({ people }) => people[0])
      .find(({ id }) => id !== this.writer.id);
  }

  #view(message) {
    const quoted = this.messages.find(({ id }) => id === message.reply_to);
    return {
      zone: this.writer.zone,
      group: this.group,
      mine: message.from.id === this.writer.id && message.kind !== "note",
      slot: message.from.bot ? "bot" : this.slots.get(message.from.id) ?? "v",
      quoted: quoted && { name: quoted.from.name, text: quoted.text },
      other: this.group ? null : this.#other?.name,
      bot: this.scene.bot.username,
    };
  }

  #drawTop() {
    const { title, people } = this.phone;
    this.node.ariaLabel = this.group ? `${title}, the group` : `${title}'s phone`;
    this.node.dataset.slot = this.group ? "group" : this.slots.get(people[0].id);
    this.part(".face").textContent = this.group ? people.map(({ name }) => name[0]).join("") : title[0];
    this.part("h2").textContent = title;
    this.part(".with").textContent = this.#with();
    this.part(".zone").textContent = place(this.writer.zone);
    this.part(".log").ariaLabel = `Messages on ${this.node.ariaLabel}`;
    this.part(".more .sr").textContent = `More for ${this.node.ariaLabel}`;
    this.#drawMore();
  }

  #with() {
    if (this.phone.blocked) return "has blocked the bot";
    if (!this.group) return `with ${this.scene.bot.name}`;
    return this.phone.bot_in ? "everyone here can read this" : "without the bot";
  }

  #drawMore() {
    const rows = this.#moreRows().filter(Boolean);
    const list = this.part(".more-list");
    const drawn = JSON.stringify(rows);
    if (list.dataset.drawn === drawn) return;
    list.dataset.drawn = drawn;
    list.replaceChildren(...rows.map(([label, body]) => button(label, body.text, () => {
      this.part(".more").open = false;
      this.part(".more summary").focus();
      this.act(body);
    })));
  }

  #moreRows() {
    const { visitor, started, blocked, chat, commands } = this.phone;
    const guest = visitor && `${visitor.name}, a visitor, ${visitor.in ? "leaves" : "joins"}`;
    return [
      ...(chat ? commands : []).map(({ command, description }) => [description, { do: "say", text: `/${command}` }]),
      chat && ["Send a stand-in photo", { do: "photo" }],
      (started || blocked) && [blocked ? "Unblock the bot" : "Block the bot", { do: blocked ? "unblock" : "block" }],
      chat && visitor && [guest, { do: visitor.in ? "visitor_leaves" : "visitor_joins" }],
    ];
  }

  #drawWriters() {
    const set = this.part(".writers");
    const people = this.group ? this.phone.people : [];
    set.hidden = people.length < 2 || !this.phone.chat;
    const names = people.map(({ id, name }) => `${id} ${name}`).join("\n");
    if (set.dataset.names !== names) {
      set.dataset.names = names;
      set.replaceChildren(set.firstElementChild, ...people.map((person) => this.#writerChoice(person)));
    }
    for (const input of set.querySelectorAll("input")) {
      const id = Number(input.value);
      input.checked = id === this.writer.id;
      input.parentElement.classList.toggle("asked", Boolean(openPrompt(this.messages, id)));
    }
  }

  #writerChoice({ id, name }) {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "radio", name: "writer", value: id });
    label.dataset.slot = this.slots.get(id) ?? "v";
    label.append(input, name);
    input.onchange = () => {
      remember("writer", id);
      this.draw(this.scene, this.phone, this.slots);
    };
    return label;
  }

  #drawEmpty(messages) {
    const empty = this.part(".empty");
    const [words, key] = empty.children;
    const start = messages.every(({ kind }) => kind === "note");
    const [say, label, body] = this.group
      ? [this.phone.chat ? "The bot is not in the group." : "There is no group yet.", this.phone.chat ? "Add the bot" : "Make a group with the bot", { do: "create_group" }]
      : [this.phone.about || `${this.phone.title} has not opened the bot yet.`, "Start", { do: "start" }];
    const gone = this.group ? this.phone.bot_in : !start;
    // The pressed button goes away with the answer: whoever is still at it goes on in the composer.
    if (gone && empty.contains(document.activeElement)) this.focusComposer();
    empty.hidden = gone;
    words.textContent = say;
    key.textContent = label;
    key.onclick = () => this.act(body);
  }

  #drawComposer(messages) {
    this.part(".composer").hidden = this.phone.chat === null;
    this.part(".composer").dataset.slot = this.slots.get(this.writer.id) ?? "v";
    if (this.phone.chat !== null) this.composer.draw(this.phone.chat, this.writer, messages);
  }

  #closeMoreByItself() {
    const more = this.part(".more");
    more.onkeydown = (event) => {
      if (event.key !== "Escape") return;
      more.open = false;
      this.part(".more summary").focus();
    };
    more.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !more.contains(event.relatedTarget)) more.open = false;
    });
    document.addEventListener("pointerdown", (event) => {
      if (!more.contains(event.target)) more.open = false;
    });
  }
}

function button(label, command, run) {
  const node = document.createElement("button");
  node.type = "button";
  node.append(...(command ? [strong(command), ` ${label}`] : [label]));
  node.onclick = run;
  return node;
}
