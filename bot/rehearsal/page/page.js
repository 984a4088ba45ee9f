// The rehearsal page: draws the server's state on three phones and lets time pass.

import { playing } from "./drafts.js";
import { dayAndHour } from "./moments.js";
import { Phone } from "./phone.js";
import { Tabs } from "./tabs.js";
import * as wire from "./wire.js";

const part = (id) => document.getElementById(id);
const phones = new Map();
const slots = { a: "a", b: "b" };

let tabs = null;
let scene = null;
let ahead = 0; // ms that the rehearsal's clock is ahead of this browser's
let fetching = null;
let stale = false;

const stage = {
  async act(body) {
    const answer = await wire.act(body);
    if (answer.ok) await refresh();
    return answer;
  },
  alert(name, words) {
    part("alert-to").textContent = `${name} sees`;
    part("alert-words").textContent = words;
    if (!part("alert").open) part("alert").showModal();
  },
};

// One request at a time, so that an older state never overwrites a newer one.
function refresh() {
  stale = true;
  fetching ??= fetchAll().finally(() => { fetching = null; });
  return fetching;
}

async function fetchAll() {
  while (stale) {
    stale = false;
    try {
      draw(await wire.scene());
      line("");
    } catch {
      line("Connection lost, trying again.");
      return; // listen() tries again and calls refresh
    }
  }
}

function draw(next) {
  if (scene && scene.name !== next.name) return location.reload(); // begun anew while this page was open
  if (!scene) begin(next.name);
  scene = next;
  ahead = new Date(scene.now) - Date.now();
  const colours = new Map(scene.phones.flatMap(({ key, people }) => (slots[key] ? [[people[0].id, slots[key]]] : [])));
  for (const phone of scene.phones) phoneOf(phone.key).draw(scene, phone, colours);
  tabs.draw();
  tick();
  document.body.dataset.version = scene.version;
}

function begin(name) {
  playing(name);
  tabs = new Tabs(part("tabs"), phones);
}

function phoneOf(key) {
  if (!phones.has(key)) {
    phones.set(key, new Phone(key, stage));
    part("phones").append(phones.get(key).node);
  }
  return phones.get(key);
}

function tick() {
  if (!scene) return;
  const now = new Date(Date.now() + ahead).toISOString();
  part("now").dateTime = now;
  part("now").textContent = dayAndHour(now, scene.phones[0].people[0].zone);
  for (const phone of phones.values()) phone.tick(now);
}

function line(words) {
  part("line").textContent = words;
  part("line").classList.toggle("shown", Boolean(words));
}

async function leap(button) {
  const clock = document.querySelector(".clock");
  if (clock.ariaBusy === "true") return;
  clock.ariaBusy = "true";
  part("leaping").textContent = "Time is passing …";
  const answer = await wire.leap(button.dataset.leap);
  await refresh();
  clock.ariaBusy = null;
  part("leaping").textContent = "";
  if (!answer.ok) line(answer.error);
}

for (const button of document.querySelectorAll("[data-leap]")) button.onclick = () => leap(button);
setInterval(tick, 5000);
// What an act has just fetched need not be fetched again.
const changed = (version) => version !== scene?.version && refresh();
wire.listen({ changed, lost: () => line("Connection lost, trying again.") });
refresh();
