"use strict";
const cards = window.GALLERY.cards;
const byId = (id) => document.getElementById(id);
const stages = new Map();
let open = null;

window.showStage = (index, layers) => { stages.set(index, layers); if (open && open.index === index) fillLayers(layers); };

function option(select, value, text) {
  const item = document.createElement("option");
  item.value = value; item.textContent = text ?? value;
  select.append(item);
}

function toggle(parent, names, current, choose) {
  parent.replaceChildren(...names.map((name) => {
    const button = document.createElement("button");
    button.type = "button"; button.textContent = name;
    button.setAttribute("aria-pressed", String(name === current));
    button.onclick = () => { toggle(parent, names, name, choose); choose(name); };
    return button;
  }));
}

function matches(card) {
  const category = byId("category").value, term = byId("term").value.trim();
  return (!category || card.category === category)
    && (!term || card.labels.some((label) => label.term === term || label.term.startsWith(term + ".") || label.term.endsWith("." + term)));
}

function draw() {
  const aov = byId("aov").value, shown = cards.filter(matches);
  byId("count").textContent = `${shown.length} of ${cards.length} samples`;
  byId("grid").replaceChildren(...shown.map((card) => {
    const tile = document.createElement("button");
    tile.className = "card"; tile.dataset.index = card.index;
    const image = document.createElement("img");
    image.loading = "lazy"; image.alt = card.captions.short;
    image.src = card.pictures[aov] ?? card.pictures.picture;
    const text = document.createElement("div"), focus = document.createElement("b"), caption = document.createElement("span");
    focus.textContent = card.focus; caption.textContent = card.captions.short;
    text.append(focus, caption); tile.append(image, text);
    tile.onclick = () => show(card);
    return tile;
  }));
}

function value(entry) {
  return typeof entry === "number" ? String(Number(entry.toPrecision(5))) : entry;
}

function show(card) {
  open = card;
  byId("title").textContent = `${card.index}: ${card.focus}`;
  const large = byId("large");
  large.alt = card.captions.medium;
  const setPicture = (name) => { large.src = card.pictures[name]; };
  const names = Object.keys(card.pictures).sort((a, b) => (a !== "picture") - (b !== "picture") || a.localeCompare(b));
  const first = card.pictures[byId("aov").value] ? byId("aov").value : "picture";
  toggle(byId("aovs"), names, first, setPicture); setPicture(first);
  const setCaption = (style) => { byId("caption").textContent = card.captions[style]; };
  toggle(byId("styles"), ["short", "medium", "long", "technical", "artistic"], "medium", setCaption); setCaption("medium");
  byId("labels").replaceChildren(...card.labels.map((label) => {
    const row = document.createElement("tr"), term = document.createElement("td"), values = document.createElement("td");
    term.textContent = label.term;
    values.textContent = Object.entries(label.values).map(([name, entry]) => `${name} ${value(entry)}`).join(", ");
    row.append(term, values);
    return row;
  }));
  byId("command").textContent = card.command;
  byId("stagelink").href = card.stage; byId("stagelink").textContent = card.stage.replace("../", "");
  byId("layers").replaceChildren(); byId("layertext").textContent = "";
  if (stages.has(card.index)) fillLayers(stages.get(card.index)); else {
    const script = document.createElement("script");
    script.src = `stages/${String(card.index).padStart(9, "0")}.js`;
    document.body.append(script);
  }
  if (!byId("detail").open) byId("detail").showModal();
}

function fillLayers(layers) {
  const choose = (name) => { byId("layertext").textContent = layers.find((layer) => layer.name === name).text; };
  toggle(byId("layers"), layers.map((layer) => layer.name), layers[0].name, choose);
  choose(layers[0].name);
}

option(byId("category"), "", "all");
[...new Set(cards.map((card) => card.category))].sort().forEach((name) => option(byId("category"), name));
[...new Set(cards.flatMap((card) => card.labels.map((label) => label.term)))].sort().forEach((term) => option(byId("terms"), term));
[...new Set(cards.flatMap((card) => Object.keys(card.pictures)))].sort((a, b) => (a !== "picture") - (b !== "picture") || a.localeCompare(b)).forEach((name) => option(byId("aov"), name));
["category", "term", "aov"].forEach((id) => byId(id).addEventListener("input", draw));
byId("close").onclick = () => byId("detail").close();
document.addEventListener("keydown", (event) => {
  if (!byId("detail").open || (event.key !== "ArrowRight" && event.key !== "ArrowLeft")) return;
  const shown = cards.filter(matches), at = shown.indexOf(open) + (event.key === "ArrowRight" ? 1 : -1);
  if (shown[at]) show(shown[at]);
});
draw();
