// The list of messages on one phone: keyed by message, held at its end unless the reader scrolled up.

import { Bubble } from "./bubble.js";
import { day } from "./moments.js";

const near = 48; // px from the end that still count as being there
const above = 8; // px that stay free above a high message

export class Log {
  #bubbles = new Map();
  #days = new Map();
  #atEnd = true;
  #height = 0;
  #current = null; // the message that Tab leads to
  #jumped = -1; // where the last jump led
  #moved = null; // the last message at the time when the reader last moved

  constructor(frame, phone) {
    this.phone = phone;
    this.node = frame.querySelector(".log");
    this.down = frame.querySelector(".down");
    this.node.onscroll = () => this.#scrolled();
    this.node.onkeydown = (event) => this.#key(event);
    this.node.addEventListener("focusin", (event) => this.#enter(event.target.closest(".message")));
    this.down.onclick = () => this.toEnd();
    new ResizeObserver(() => this.#resized()).observe(this.node);
  }

  draw(messages, zone, viewOf) {
    const grown = messages.some((message) => !this.#bubbles.has(message.id));
    const focused = this.node.contains(document.activeElement) ? document.activeElement : null;
    const home = focused?.closest(".message");
    const nodes = this.#nodes(messages, zone, viewOf);
    arrange(this.node, nodes);
    if (focused && !focused.isConnected) this.#rescue(home);
    this.#rove(messages);
    this.node.ariaBusy = null;
    if (this.#atEnd) this.#jump();
    else if (grown) this.down.hidden = false;
  }

  toEnd() {
    this.#atEnd = true;
    this.#jump();
    this.node.querySelector(".message:last-of-type")?.focus({ preventScroll: true });
  }

  goTo(id) {
    const bubble = this.#bubbles.get(id);
    bubble?.node.scrollIntoView({ block: "center" });
    bubble?.node.focus({ preventScroll: true });
  }

  focusLast() {
    [...this.node.querySelectorAll(".message")].at(-1)?.focus();
  }

  #nodes(messages, zone, viewOf) {
    const kept = new Map();
    const nodes = [];
    let today = null;
    for (const message of messages) {
      const label = day(message.at, zone);
      if (label !== today) nodes.push(this.#day(label));
      today = label;
      const bubble = this.#bubbles.get(message.id) ?? new Bubble(this.phone);
      bubble.draw(message, viewOf(message));
      kept.set(message.id, bubble);
      nodes.push(bubble.node);
    }
    this.#bubbles = kept;
    return nodes;
  }

  #day(label) {
    if (!this.#days.has(label)) {
      const node = document.createElement("p");
      node.className = "day";
      node.textContent = label;
      this.#days.set(label, node);
    }
    return this.#days.get(label);
  }

  // A pressed button often goes away with the answer: focus stays at its message, never falls to the page.
  #rescue(home) {
    if (home?.isConnected) home.focus({ preventScroll: true });
    else this.phone.focusComposer();
  }

  // One message at a time, with what can be pressed in it, is in the tab order; the arrow keys move to the others.
  #rove(messages) {
    const last = messages.at(-1);
    if (last && !this.#current?.contains(document.activeElement)) this.#current = this.#bubbles.get(last.id).node;
    for (const { node } of this.#bubbles.values()) reach(node, node === this.#current);
  }

  #enter(node) {
    if (!node || node === this.#current) return;
    if (this.#current) reach(this.#current, false);
    this.#current = node;
    reach(node, true);
  }

  #key(event) {
    if (!event.target.classList.contains("message")) return;
    const all = [...this.node.querySelectorAll(".message")];
    const at = all.indexOf(event.target);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to >= all.length) this.phone.focusComposer();
    else all[Math.max(to, 0)].focus();
  }

  #resized() {
    this.#height = this.node.clientHeight;
    if (this.#atEnd) this.#jump();
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.node;
    if (clientHeight !== this.#height || scrollTop === this.#jumped) return; // the reader did not move
    this.#moved = this.node.lastElementChild;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < near;
    if (this.#atEnd) this.down.hidden = true;
  }

  // To the end; a message that is higher than the screen is shown from its beginning, until the reader moves on.
  #jump() {
    const last = this.node.lastElementChild;
    const high = last && last !== this.#moved && last.offsetHeight > this.node.clientHeight;
    this.node.scrollTop = high ? last.offsetTop - above : this.node.scrollHeight;
    this.#jumped = this.node.scrollTop;
    this.down.hidden = true;
  }
}

function reach(node, yes) {
  for (const each of [node, ...node.querySelectorAll("button, a")]) each.tabIndex = yes ? 0 : -1;
}

// Stale nodes go first: then nodes that stay are never moved, and keep focus.
function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let next = parent.firstElementChild;
  for (const node of nodes) {
    if (node === next) next = next.nextElementSibling;
    else parent.insertBefore(node, next);
  }
}
