// At phone width: one phone at a time, a tab for each, with a count of what came while it was not shown.

import { remember, remembered } from "./drafts.js";

export class Tabs {
  #seen = new Map(remembered("seen") ?? []);
  #chosen = remembered("tab") ?? "a";

  constructor(node, phones) {
    this.node = node;
    this.phones = phones;
    this.narrow = matchMedia("(max-width: 760px)");
    this.narrow.onchange = () => this.draw();
    this.node.onkeydown = (event) => this.#key(event);
  }

  draw() {
    const keys = [...this.phones.keys()];
    if (!keys.includes(this.#chosen)) this.#chosen = keys[0];
    if (this.node.children.length !== keys.length) this.node.replaceChildren(...keys.map((key) => this.#tab(key)));
    for (const [key, phone] of this.phones) this.#drawOne(key, phone);
    remember("seen", [...this.#seen]);
  }

  choose(key) {
    this.#chosen = key;
    remember("tab", key);
    this.draw();
  }

  #drawOne(key, phone) {
    const shown = !this.narrow.matches || key === this.#chosen;
    phone.node.hidden = !shown;
    phone.node.setAttribute("role", this.narrow.matches ? "tabpanel" : "region");
    if (shown) this.#see(key, phone);
    const tab = this.node.querySelector(`[data-key="${key}"]`);
    const chosen = key === this.#chosen;
    tab.ariaSelected = String(chosen);
    tab.tabIndex = chosen ? 0 : -1;
    tab.dataset.slot = phone.node.dataset.slot;
    this.#drawBadge(tab, phone.phone.title, this.#unread(key, phone));
  }

  #drawBadge(tab, title, count) {
    const [name, badge] = tab.children;
    name.textContent = title;
    badge.textContent = count || "";
    tab.ariaLabel = count ? `${title}, ${count} new` : title;
  }

  #see(key, phone) {
    this.#seen.set(key, phone.messages.at(-1)?.id ?? 0);
  }

  #unread(key, phone) {
    const seen = this.#seen.get(key) ?? 0;
    return phone.messages.filter(({ id, from }) => id > seen && from.id !== phone.writer.id).length;
  }

  #tab(key) {
    const tab = document.createElement("button");
    Object.assign(tab, { type: "button", id: `tab-${key}`, onclick: () => this.choose(key) });
    tab.dataset.key = key;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", `phone-${key}`);
    const badge = document.createElement("span");
    badge.className = "badge";
    tab.append(document.createElement("span"), badge);
    return tab;
  }

  #key(event) {
    const tabs = [...this.node.children];
    const at = tabs.indexOf(document.activeElement);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const tab = tabs.at(to % tabs.length);
    this.choose(tab.dataset.key);
    tab.focus();
  }
}
