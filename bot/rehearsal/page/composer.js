// Where a person writes: words, reply, edit, voice, photo. The words leave the composer only when they were sent.

import { draft, keep, openPrompt, promptSeen, seePrompt } from "./drafts.js";

const grows = CSS.supports("field-sizing", "content");

export class Composer {
  #sending = false;
  #where = null; // {chat, person, messages}

  // phone: {send(body), focusMessages()}
  constructor(node, phone) {
    this.phone = phone;
    this.node = node;
    this.box = node.querySelector("textarea");
    this.context = node.querySelector(".context");
    this.error = node.querySelector(".error");
    this.box.oninput = () => this.#keep({ text: this.box.value });
    this.box.onkeydown = (event) => this.#key(event);
    this.context.querySelector("button").onclick = () => this.cancel();
    node.querySelector(".voice").onclick = () => this.#voice();
    node.querySelector(".photo").onclick = () => this.#photo();
    node.onsubmit = (event) => {
      event.preventDefault();
      this.#send();
    };
  }

  // Shows the draft of this person in this chat; messages are those of the chat now.
  draw(chat, person, messages) {
    const moved = this.#where?.chat !== chat || this.#where?.person.id !== person.id;
    this.#where = { chat, person, messages };
    if (moved) this.error.textContent = "";
    this.#takePrompt();
    this.#dropStale();
    const { text } = this.#draft;
    if (this.box.value !== text) this.box.value = text;
    this.#drawContext();
    this.#grow();
  }

  reply(message) {
    this.#leaveEdit();
    this.#keep({ replyTo: message.id });
    this.#drawContext();
    this.box.focus();
  }

  edit(message) {
    this.#leaveEdit();
    this.#keep({ editing: message.id, before: this.box.value, text: message.text });
    this.box.value = message.text;
    this.#drawContext();
    this.#grow();
    this.box.focus();
  }

  cancel() {
    if (this.#draft.editing) this.#leaveEdit();
    else this.#keep({ replyTo: null });
    this.#drawContext();
    this.box.focus();
  }

  get #draft() {
    return draft(this.#where.chat, this.#where.person.id);
  }

  #keep(changes) {
    keep(this.#where.chat, this.#where.person.id, changes);
    this.error.textContent = "";
    this.#grow();
  }

  #leaveEdit() {
    const { editing, before } = this.#draft;
    if (!editing) return;
    this.#keep({ editing: null, before: "", text: before });
    this.box.value = before;
  }

  // A forced reply opens the reply by itself, once, for those it names.
  #takePrompt() {
    const { chat, person, messages } = this.#where;
    const prompt = openPrompt(messages, person.id);
    if (!prompt || this.#draft.editing || promptSeen(chat, person.id, prompt)) return;
    seePrompt(chat, person.id, prompt);
    this.#keep({ replyTo: prompt.id });
  }

  #dropStale() {
    const { replyTo, editing } = this.#draft;
    const here = (id) => this.#where.messages.some((message) => message.id === id);
    if (replyTo && !here(replyTo)) this.#keep({ replyTo: null });
    if (editing && !here(editing)) this.#keep({ editing: null, before: "" }); // the words stay
  }

  #drawContext() {
    const { replyTo, editing } = this.#draft;
    const message = this.#where.messages.find(({ id }) => id === (editing ?? replyTo));
    this.context.hidden = !message;
    this.box.placeholder = (!editing && message?.placeholder) || `Write as ${this.#where.person.name}`;
    this.box.ariaLabel = message ? this.box.placeholder : `Message from ${this.#where.person.name}`;
    if (!message) return;
    const [what, words] = this.context.querySelectorAll("strong, span");
    what.textContent = editing ? "Editing" : `Replying to ${message.from.name}`;
    words.textContent = message.text;
  }

  #key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) this.#send();
    else if (event.key === "Escape" && !this.context.hidden) this.cancel();
    else if (event.key === "ArrowUp" && this.box.value === "") this.phone.focusMessages();
    else return;
    event.preventDefault();
  }

  async #send() {
    const { text, replyTo, editing } = this.#draft;
    if (this.#sending || !text.trim()) return;
    const body = editing ? { do: "edit", message: editing, text } : { do: "say", text, reply_to: replyTo };
    await this.#sent(body, ({ chat, person }) => {
      const now = draft(chat, person.id);
      // Typed on while this was under way: what came after the sent words stays.
      const rest = now.text.startsWith(text) ? now.text.slice(text.length) : now.text;
      keep(chat, person.id, { text: editing ? now.before : rest, before: "", editing: null });
      if (!editing) closeReply(chat, person.id, replyTo);
    });
  }

  #voice() {
    const { replyTo } = this.#draft;
    return this.#sent({ do: "voice", reply_to: replyTo }, ({ chat, person }) => closeReply(chat, person.id, replyTo));
  }

  #photo() {
    const { replyTo, editing, text } = this.#draft;
    const caption = editing ? "" : text.trim();
    return this.#sent({ do: "photo", text: caption, reply_to: replyTo }, ({ chat, person }) => {
      if (caption) keep(chat, person.id, { text: "" });
      closeReply(chat, person.id, replyTo);
    });
  }

  async #sent(body, done) {
    const where = this.#where;
    this.#sending = true;
    this.node.ariaBusy = "true";
    const { ok, error } = await this.phone.send({ ...body, chat: where.chat, who: where.person.id });
    this.#sending = false;
    this.node.ariaBusy = null;
    if (ok) done(where);
    this.draw(this.#where.chat, this.#where.person, this.#where.messages);
    this.error.textContent = ok ? "" : `Not sent. ${error} Your words are still here.`;
  }

  #grow() {
    if (grows) return;
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight}px`;
  }
}

// The bot may have asked for the next reply before this one was known to have gone out: that one stays open.
function closeReply(chat, person, replyTo) {
  if (draft(chat, person).replyTo === replyTo) keep(chat, person, { replyTo: null });
}
