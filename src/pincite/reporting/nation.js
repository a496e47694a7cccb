"use strict";
(() => {
  const SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  const SVG = "http://www.w3.org/2000/svg";
  const TILE = 60, HEAD = 21, PAD = 4;
  const nation = JSON.parse(document.getElementById("nation-rows").textContent);
  const get = (id) => document.getElementById(id);
  const view = get("view"), state = get("state");
  const paths = nation.counties.map(([geoid]) => get("c" + geoid));
  const names = paths.map((path) => path.firstChild.textContent);
  const stateNames = Object.fromEntries([...state.options].map((item) => [item.value, item.textContent]));
  const options = [...view.querySelectorAll("option")];
  let shown = nation.series.findIndex((item) => item.id === view.selectedOptions[0].dataset.id);

  const make = (tag, text, kind) => {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    if (kind) node.className = kind;
    return node;
  };
  const draw = (tag, values) => {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(values)) node.setAttribute(name, value);
    return node;
  };
  const head = (text, kind) => {
    const cell = make("th", text, kind);
    cell.scope = "col";
    return cell;
  };
  const count = (number) => number.toLocaleString("en-US");

  /* The place of each county's class among the classes of the series that is shown. */
  const places = () => [...nation.series[shown].packed].map((sign) => SIGNS.indexOf(sign));

  function tally(found) {
    const size = nation.series[shown].classes.length, all = new Array(size).fill(0), states = {};
    found.forEach((place, number) => {
      const code = nation.counties[number][1];
      (states[code] ||= new Array(size).fill(0))[place] += 1;
      all[place] += 1;
    });
    return { all, states };
  }

  function swatch(number) {
    const node = draw("svg", { class: "swatch", viewBox: "0 0 30 18", "aria-hidden": "true" });
    node.append(draw("rect", { class: "t" + number, width: 30, height: 18 }));
    return node;
  }

  /* What a column is called; a score has one column, of counties. */
  const namer = (keys) => (column) => keys.every((key) => key[1] === "nothing") ? nation.alone : nation.columns[column];

  function fillKey(classes, all) {
    const keys = classes.map((number) => nation.keys[number]);
    const columns = Object.keys(nation.columns).filter((column) => keys.some((key) => key[1] === column));
    const row = make("tr"), called = namer(keys);
    row.append(head(nation.series[shown].scored ? "Met" : "Answer"), ...columns.map((column) => head(called(column), "number")));
    get("key-head").replaceChildren(row);
    get("key").replaceChildren(...[...new Set(keys.map((key) => key[0]))].map((word) => {
      const line = make("tr"), label = make("th", word);
      let total = 0;
      label.scope = "row";
      line.append(label, ...columns.map((column) => {
        const place = keys.findIndex((key) => key[0] === word && key[1] === column), cell = make("td", undefined, "number");
        if (place < 0) return cell;
        total += all[place];
        cell.append(swatch(classes[place]), count(all[place]));
        return cell;
      }));
      const share = (100 * total / nation.counties.length).toFixed(1);
      label.append(make("span", `${count(total)} · ${share} %`, "share"));
      return line;
    }));
  }

  function fillStates(classes, states) {
    const keys = classes.map((number) => nation.keys[number]), called = namer(keys);
    const [upper, lower] = get("state-head").rows, starts = keys.map((key, n) => !n || keys[n - 1][0] !== key[0]);
    const groups = keys.flatMap((key, n) => {
      if (!starts[n]) return [];
      const cell = head(key[0], "group");
      cell.scope = "colgroup";
      cell.colSpan = keys.filter((other) => other[0] === key[0]).length;
      return [cell];
    });
    upper.replaceChildren(upper.cells[0], upper.cells[1], ...groups, upper.lastElementChild);
    lower.replaceChildren(...keys.map((key, n) => head(called(key[1]), starts[n] ? "number first" : "number")));
    for (const line of get("state-rows").rows) {
      const texts = line.lastElementChild, found = states[line.dataset.state] || classes.map(() => 0);
      const total = found.reduce((sum, number) => sum + number, 0);
      const kind = (number, n) => "number" + (starts[n] ? " first" : "") + (number ? "" : " zero");
      const cells = [make("td", count(total), "number"), ...found.map((number, n) => make("td", count(number), kind(number, n)))];
      line.replaceChildren(line.firstElementChild, ...cells, texts);
    }
  }

  function fillTiles(classes, states) {
    for (const tile of document.querySelectorAll(".tile")) {
      const found = states[tile.dataset.state] || [], total = found.reduce((sum, number) => sum + number, 0);
      let at = PAD;
      const bars = found.flatMap((number, place) => {
        if (!number) return [];
        const width = (TILE - 2 * PAD) * number / total, x = at;
        at += width;
        return [draw("rect", { class: "t" + classes[place], x, y: HEAD, width, height: TILE - HEAD - PAD })];
      });
      tile.querySelector(".bars").replaceChildren(...bars);
      const told = found.flatMap((number, place) => number ? [number + " " + nation.labels[classes[place]]] : []);
      tile.querySelector("title").textContent = (stateNames[tile.dataset.state] || tile.dataset.state) + ": " + told.join("; ");
    }
  }

  /* Marks lie over all counties of a class at once, as programs that print spend much on each shape with marks. */
  function fillCounties(classes, found) {
    const marked = new Map();
    found.forEach((place, n) => {
      const number = classes[place];
      paths[n].setAttribute("class", "k" + number);
      if (nation.marked[number]) marked.set(number, (marked.get(number) || "") + paths[n].getAttribute("d"));
    });
    document.querySelector(".overlays").replaceChildren(...[...marked].map(([number, d]) => draw("path", { class: "o" + number, d })));
  }

  function show(number, say) {
    shown = (number + nation.series.length) % nation.series.length;
    const series = nation.series[shown], found = places(), { all, states } = tally(found);
    options.forEach((item) => { item.selected = item.dataset.id === series.id; });
    get("asked").textContent = series.head;
    document.querySelectorAll(".asked-again").forEach((node) => { node.textContent = series.head; });
    get("said").textContent = series.summary;
    fillCounties(series.classes, found);
    for (const id of ["marks", "not-no"]) get(id).hidden = series.scored;
    fillKey(series.classes, all);
    fillStates(series.classes, states);
    fillTiles(series.classes, states);
    listCounties();
    if (say) history.replaceState(null, "", "#q=" + encodeURIComponent(series.id));
  }

  function unpack(runs) {
    const rows = [];
    for (let n = 0; runs && n < runs.length; n += 2) for (let k = 0; k < runs[n + 1]; k += 1) rows.push(runs[n]);
    return rows;
  }

  function listCounties() {
    const code = state.value, series = nation.series[shown];
    get("county-box").hidden = !code;
    if (!code) return;
    const rows = unpack(nation.runs[series.id]), found = places(), scores = nation.scores[series.id.split(":")[0]];
    get("county-caption").textContent = stateNames[code] + ": " + series.head;
    get("county-rows").replaceChildren(...nation.counties.flatMap(([geoid, of], n) => {
      if (of !== code) return [];
      const line = make("tr"), name = make("th", names[n]);
      name.scope = "row";
      const text = (place) => nation.texts[place].replaceAll("\u0001", names[n].replace(/, [A-Z]{2}$/, ""));
      const row = rows[n] >= 0 ? nation.rows[rows[n]] : undefined, score = row ? undefined : scores && scores[geoid];
      const range = score ? nation.words.range.replace("{least}", score[0]).replace("{most}", score[1]).replace("{applicable}", score[2]) : "";
      const number = series.classes[found[n]], answer = make("td", undefined, "answer-cell");
      answer.append(swatch(number), nation.labels[number]);
      const quote = make("td", undefined, "quote-cell");
      if (row && nation.texts[row[2]]) quote.append(make("q", text(row[2])));
      const source = make("td", row ? text(row[1]) : "", "source-cell");
      if (row && nation.texts[row[4]]) source.append(" ", make("span", "sha256 " + nation.texts[row[4]], "hash"));
      line.append(name, answer, make("td", row ? text(row[0]) : range, "why"), make("td", row ? text(row[3]) : "", "agency-cell"), source, quote);
      return [line];
    }));
  }

  function chooseState(code, move) {
    state.value = code;
    listCounties();
    if (move) get("counties").scrollIntoView();
  }

  function readOut(path) {
    document.querySelector(".counties .here")?.classList.remove("here");
    const n = path ? paths.indexOf(path) : -1;
    get("readout").textContent = n < 0 ? "" : names[n] + ": " + nation.labels[nation.series[shown].classes[places()[n]]];
    path?.classList.add("here");
  }

  function fromHash() {
    const wanted = decodeURIComponent(location.hash).replace(/^#q=/, "");
    const found = nation.series.findIndex((item) => item.id === wanted);
    if (found >= 0) {
      show(found);
      get("maps").scrollIntoView();
    }
  }

  /* On a narrow map the signs keep their size, so that they can still be told apart. */
  function keepSigns() {
    const map = document.querySelector(".map"), width = map.getBoundingClientRect().width;
    if (!width) return;
    const scale = Math.max(map.viewBox.baseVal.width / width * .9, 6);
    document.querySelectorAll("pattern[id^=m]").forEach((item) => item.setAttribute("patternTransform", `scale(${scale})`));
  }

  document.body.classList.add("scripted");
  for (const id of ["chooser", "hint", "readout", "county-part"]) get(id).hidden = false;
  for (const line of get("state-rows").rows) {
    const button = make("button", line.firstElementChild.textContent, "link");
    button.type = "button";
    button.addEventListener("click", () => chooseState(line.dataset.state, true));
    line.firstElementChild.replaceChildren(button);
  }
  view.addEventListener("change", () => show(nation.series.findIndex((item) => item.id === view.selectedOptions[0].dataset.id), true));
  get("chooser").addEventListener("submit", (event) => event.preventDefault());
  get("before").addEventListener("click", () => show(shown - 1, true));
  get("after").addEventListener("click", () => show(shown + 1, true));
  state.addEventListener("change", listCounties);
  const counties = document.querySelector(".counties");
  counties.addEventListener("pointerover", (event) => readOut(event.target.closest("path")));
  counties.addEventListener("pointerleave", () => readOut(null));
  counties.addEventListener("click", (event) => {
    const n = paths.indexOf(event.target.closest("path"));
    if (n >= 0) chooseState(nation.counties[n][1], true);
  });
  document.querySelector(".tiles").addEventListener("click", (event) => {
    const tile = event.target.closest(".tile");
    if (tile) chooseState(tile.dataset.state, true);
  });
  addEventListener("hashchange", fromHash);
  addEventListener("resize", keepSigns);
  keepSigns();
  fromHash();
})();
