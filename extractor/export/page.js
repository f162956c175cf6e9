"use strict";
// Shows where findings and figures stand. Data reach the page only as text nodes and attributes.
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const keysOf = (text) => (text || "").split(" ").filter(Boolean);
  const marks = JSON.parse(one("#marks").textContent);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const SVG = "http://www.w3.org/2000/svg";
  const strip = one("#strip");

  const places = { text: new Map(), pages: new Map() };
  for (const view of Object.keys(places)) {
    for (const element of all(`#${view} [data-m]`)) {
      for (const key of keysOf(element.dataset.m)) {
        if (!places[view].has(key)) places[view].set(key, []);
        places[view].get(key).push(element);
      }
    }
  }
  const view = () => (one("#pages") && !one("#pages").hidden ? "pages" : "text");
  const at = (key) => places[view()].get(key) || [];

  let shown = null; // {keys, card, opener, title, why, suspect, index}

  // ---- highlight -------------------------------------------------------------------------------------------------
  function wipe() {
    for (const element of all(".on, .now, .suspect")) {
      element.classList.remove("on", "now", "suspect", "lead");
      delete element.dataset.n;
    }
    for (const number of all("g.number")) number.remove();
    for (const opener of all(".current")) opener.classList.remove("current");
  }

  function numberOnPage(box, text, suspect) {
    const group = document.createElementNS(SVG, "g");
    group.setAttribute("class", suspect ? "number bad" : "number");
    const x = Math.max(Number(box.getAttribute("x")) - 2, 7);
    const y = Math.max(Number(box.getAttribute("y")) - 2, 7);
    const circle = document.createElementNS(SVG, "circle");
    const label = document.createElementNS(SVG, "text");
    for (const [name, value] of [["cx", x], ["cy", y], ["r", 6.5]]) circle.setAttribute(name, value);
    for (const [name, value] of [["x", x], ["y", y + 2.8], ["text-anchor", "middle"]]) label.setAttribute(name, value);
    label.textContent = text;
    group.append(circle, label);
    box.parentNode.append(group);
  }

  function paint() {
    wipe();
    if (!shown) return;
    shown.keys.forEach((key, index) => {
      const bad = key === shown.suspect;
      at(key).forEach((element, part) => {
        element.classList.add("on");
        if (bad) element.classList.add("suspect");
        if (part) return;
        element.classList.add("lead");
        element.dataset.n = element.dataset.n ? `${element.dataset.n}·${index + 1}` : String(index + 1);
        if (element.tagName === "rect") numberOnPage(element, element.dataset.n, bad);
      });
    });
    shown.opener.classList.add("current");
    step(shown.index, false);
  }

  function step(index, move = true) {
    if (!shown) return;
    const count = shown.keys.length;
    one("#count").textContent = count ? `${((index % count) + count) % count + 1} / ${count}` : "";
    for (const name of ["prev", "next"]) one(`#${name}`).hidden = count < 2;
    if (!count) {
      one("#where").textContent = strip.dataset.none;
      return;
    }
    shown.index = ((index % count) + count) % count;
    const key = shown.keys[shown.index];
    const lines = marks[key].l.filter((_, line) => line !== 2 && (line || shown.card));
    const flag = key === shown.suspect ? `${strip.dataset.suspect} · ` : "";
    one("#where").textContent = `${count > 1 ? `${shown.index + 1}　` : ""}${flag}${lines.join(" · ")}`;
    for (const element of all(".now")) element.classList.remove("now");
    if (shown.card) all(`.place[data-step="${shown.index}"]`, shown.card).forEach((place) => place.classList.add("now"));
    at(key).forEach((element) => element.classList.add("now"));
    if (move && at(key).length) scrollTo(at(key)[0]);
  }

  function scrollTo(element) {
    const wide = element.closest(".scroll");
    element.scrollIntoView({ block: "center", inline: wide ? "center" : "nearest", behavior: still.matches ? "auto" : "smooth" });
  }

  function show(opener, index = null) {
    const card = opener.closest(".card");
    const source = card || opener;
    const keys = keysOf(source.dataset.show);
    if (index === null) index = Math.max(0, keys.indexOf(keysOf(source.dataset.suspect || "")[0])); // the wrong figure before those that prove it
    const title = card ? one(".title", card).textContent : keys.length ? marks[keys[0]].l[0] : opener.textContent;
    const proofs = card ? all(".proofs li", card).map((item) => item.textContent) : [];
    const why = card && !proofs.length ? [one(".message", card).textContent] : proofs;
    shown = { keys, card, opener: source, title, why, suspect: source.dataset.suspect || null, index };
    for (const other of all(".card .head[aria-expanded=true]")) other.setAttribute("aria-expanded", "false");
    if (card) one(".head", card).setAttribute("aria-expanded", "true");
    one(".books").open = false;
    strip.hidden = false;
    strip.className = card ? card.dataset.sev : "";
    one("#what").textContent = title;
    one("#why").replaceChildren(...why.map((sentence) => {
      const item = document.createElement("li");
      item.textContent = sentence;
      return item;
    }));
    if (keys.length) pane("document");
    paint();
    step(index);
  }

  function close() {
    const opener = shown && shown.opener;
    shown = null;
    one(".books").open = false;
    strip.hidden = true;
    for (const head of all(".head[aria-expanded=true]")) head.setAttribute("aria-expanded", "false");
    wipe();
    hideTip();
    pane("list");
    if (opener) (opener.matches(".card") ? one(".head", opener) : opener).focus({ preventScroll: true });
  }

  // ---- panes, tabs, views, filters ---------------------------------------------------------------------------------
  function pane(name) {
    document.body.dataset.pane = name;
    for (const button of all(".panes button")) button.setAttribute("aria-pressed", String(button.dataset.pane === name));
    if (name === "list" && shown) shown.opener.scrollIntoView({ block: "nearest" });
  }

  function tab(button, focus = false) {
    for (const other of all("[role=tab]")) {
      const chosen = other === button;
      other.setAttribute("aria-selected", String(chosen));
      other.tabIndex = chosen ? 0 : -1;
      one(`#${other.getAttribute("aria-controls")}`).hidden = !chosen;
    }
    if (focus) button.focus();
  }

  function open(number, index = 0) {
    tab(one("#tab-findings"));
    const card = one(`#finding${number}`);
    if (card.hidden) toggleFilter(one(`[data-filter="${card.dataset.sev}"]`));
    show(one(".head", card), index);
    card.scrollIntoView({ block: "nearest" });
  }

  function switchView(name) {
    for (const other of ["text", "pages"]) one(`#${other}`).hidden = other !== name;
    for (const button of all("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === name));
    paint();
    if (shown) step(shown.index);
  }

  function toggleFilter(button) {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    for (const card of all(`.card[data-sev="${button.dataset.filter}"]`)) card.hidden = !on;
  }

  function nextFinding(by) {
    const cards = all(".card").filter((card) => !card.hidden);
    if (!cards.length) return;
    const from = shown && shown.card ? cards.indexOf(shown.card) : by > 0 ? -1 : 0;
    open(cards[(from + by + cards.length) % cards.length].id.slice("finding".length));
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("button, [data-f]");
    if (!target) return;
    const { dataset } = target;
    if (target.matches(".head")) {
      if (shown && shown.card === target.closest(".card") && target.getAttribute("aria-expanded") === "true") close();
      else show(target);
    } else if (dataset.step !== undefined) show(target, Number(dataset.step));
    else if (dataset.open !== undefined) open(dataset.open);
    else if (dataset.show !== undefined) show(target);
    else if (target.role === "tab" || target.getAttribute("role") === "tab") tab(target);
    else if (dataset.view) switchView(dataset.view);
    else if (dataset.filter) toggleFilter(target);
    else if (dataset.pane) pane(dataset.pane);
    else if (target.id === "prev") step(shown.index - 1);
    else if (target.id === "next") step(shown.index + 1);
    else if (target.id === "close") close();
    else if (target.id === "toggle") {
      const bare = document.body.classList.toggle("bare");
      target.setAttribute("aria-pressed", String(!bare));
    } else if (dataset.f !== undefined) {
      const numbers = keysOf(dataset.f);
      const here = shown && shown.card ? numbers.indexOf(shown.card.id.slice("finding".length)) : -1;
      const number = numbers[(here + 1) % numbers.length];
      const wanted = keysOf(one(`#finding${number}`).dataset.show);
      open(number, Math.max(wanted.findIndex((key) => keysOf(dataset.m).includes(key)), 0));
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    const tabs = all("[role=tab]");
    const here = tabs.indexOf(event.target);
    if (here >= 0 && ["ArrowRight", "ArrowLeft"].includes(event.key)) {
      tab(tabs[(here + (event.key === "ArrowRight" ? 1 : -1) + tabs.length) % tabs.length], true);
    } else if (event.key === "n" && shown) step(shown.index + 1);
    else if (event.key === "p" && shown) step(shown.index - 1);
    else if (event.key === "j") nextFinding(1);
    else if (event.key === "k") nextFinding(-1);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });

  // ---- crops of doubtful numbers -----------------------------------------------------------------------------------
  const ZOOM = 2.5; // canvas pixels a PDF point, whatever the resolution of the page's picture
  async function crop(item) {
    const sheet = one(`#pages [data-page="${item.dataset.page}"]`);
    const image = one("img", sheet);
    const page = one("svg", sheet).viewBox.baseVal;
    const [x, y, width, height] = item.dataset.box.split(" ").map(Number);
    const [left, top] = [Math.max(x, 0), Math.max(y, 0)];
    const [wide, high] = [Math.min(x + width, page.width) - left, Math.min(y + height, page.height) - top];
    if (!(wide > 0 && high > 0)) return;
    try {
      await image.decode();
    } catch {
      return; // a picture that the browser cannot read: the message stays, without a crop
    }
    const [across, down] = [image.naturalWidth / page.width, image.naturalHeight / page.height];
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(wide * ZOOM);
    canvas.height = Math.ceil(high * ZOOM);
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", item.dataset.alt);
    canvas.getContext("2d").drawImage(image, left * across, top * down, wide * across, high * down, 0, 0, canvas.width, canvas.height);
    item.prepend(canvas);
    item.hidden = false;
  }
  all(".crop").forEach(crop);

  // ---- tooltip -----------------------------------------------------------------------------------------------------
  const tip = one("#tip");
  function hideTip() {
    tip.hidden = true;
  }
  function showTip(element) {
    const keys = keysOf(element.dataset.m).filter((key, _, list) => list.length === 1 || marks[key].k !== "words");
    tip.replaceChildren(...keys.flatMap((key) => marks[key].l.map((line, index) => {
      const row = document.createElement("p");
      row.textContent = line;
      row.className = index ? "" : "first";
      return row;
    })));
    tip.hidden = !keys.length;
    const box = element.getBoundingClientRect();
    const top = box.bottom + 8 + tip.offsetHeight < innerHeight ? box.bottom + 8 : box.top - 8 - tip.offsetHeight;
    tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${Math.max(8, top)}px`;
  }
  document.addEventListener("mouseover", (event) => {
    const element = event.target.closest("#text [data-m], #pages [data-m]");
    if (element) showTip(element);
    else hideTip();
  });
  document.addEventListener("click", (event) => {
    const element = event.target.closest("#text .m.figure, #text .m.unclaimed, #pages .m");
    if (element && element.dataset.f === undefined) showTip(element);
  });
  addEventListener("scroll", hideTip, { capture: true, passive: true });
})();
