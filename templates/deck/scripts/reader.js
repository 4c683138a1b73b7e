// The reader's controls. The report is whole without them: what only the script can do is added or shown by it.
// Its strings come from the page (partials/controls.html.j2); the page's policy knows this file by its hash.
"use strict";
(() => {
  const root = document.documentElement;
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isWide = matchMedia("(min-width: 62.01rem)");
  const isPrinted = matchMedia("print");
  const PLACE = `yanbao:place:${location.pathname}`;
  const SCHEME = "yanbao:scheme";
  const MOST_RESULTS = 100;
  const PICTURE_WIDTH = 2000; // of a chart that is saved, in pixels
  const PICTURE = ".plot[role=img], .picture";

  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Storage may be forbidden; then nothing is remembered.
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* not kept */ } };

  // Before anything is painted, so that a dark page does not flash.
  const scheme = recall(SCHEME);
  if (scheme === "dark" || scheme === "light") root.dataset.scheme = scheme;

  const make = (tag, className = "", textContent = "") =>
    Object.assign(document.createElement(tag), { className, textContent });

  /** A copy of one of the elements that the page holds ready. */
  const control = (name) => byId("controls").content.querySelector(`.${name}`).cloneNode(true);
  const words = (name) => control(name).textContent;

  /** A button for a figure; the name says for which one, as there are many with the same words. */
  function button(name, figure, act) {
    const made = control(name);
    made.setAttribute("aria-label", `${made.textContent} ${labelOf(figure)}`);
    made.addEventListener("click", () => act(made));
    return made;
  }

  const plain = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const captionOf = (figure) => plain(figure.querySelector("figcaption"));
  const labelOf = (figure) => plain(figure.querySelector("figcaption .label"));

  // ---- Dark and light
  function startScheme() {
    const toggle = byId("dark-button");
    const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : prefersDark.matches);
    const show = () => toggle.setAttribute("aria-pressed", String(isDark()));
    toggle.addEventListener("click", () => {
      root.dataset.scheme = isDark() ? "light" : "dark";
      remember(SCHEME, root.dataset.scheme);
      show();
    });
    prefersDark.addEventListener("change", show);
    show();
  }

  // ---- Contents: folded on narrow screens, the current section and figure marked
  function startLists() {
    const contents = document.querySelector(".list-of-contents");
    const lists = all(".sidebar details"), long = all("main .folded");
    const fold = () => { for (const list of lists) list.open = isWide.matches && list === contents; };
    const unfold = () => { for (const list of long) list.open = isWide.matches || isPrinted.matches; };
    const close = () => { if (!isWide.matches) fold(); };
    fold();
    unfold();
    isWide.addEventListener("change", fold);
    for (const query of [isWide, isPrinted]) query.addEventListener("change", unfold);
    for (const list of lists) {
      list.addEventListener("toggle", () => {
        if (list.open && !isWide.matches) for (const other of lists) other.open = other === list;
      });
      list.addEventListener("click", (event) => { if (event.target.closest("a")) close(); });
      list.addEventListener("keydown", ({ key }) => {
        if (key === "Escape" && !isWide.matches) { close(); list.querySelector("summary").focus(); }
      });
    }
    document.addEventListener("click", (event) => { if (!event.target.closest(".sidebar")) close(); });
    const linkTo = ({ id }) => document.querySelector(`.sidebar ol a[href="#${CSS.escape(id)}"]`);
    let last = null; // a page that is not listed belongs to the one before
    follow(new Map(all(".page > section").map((section) => {
      const link = linkTo(section);
      if (link || !section.closest(".content")) last = link;
      return [section, last];
    })));
    follow(new Map(all("main figure").map((figure) => [figure, linkTo(figure)])));
  }

  /** Marks the link of that element which crosses a band in the upper part of the window. */
  function follow(links) {
    const sidebar = document.querySelector(".sidebar");
    const crossing = new Set();
    let marked = null;
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) crossing[entry.isIntersecting ? "add" : "delete"](entry.target);
      const link = links.get([...links.keys()].find((element) => crossing.has(element)));
      if (link === marked) return;
      marked?.removeAttribute("aria-current");
      marked = link;
      link?.setAttribute("aria-current", "location");
      if (link && isWide.matches && link.closest("details").open && !sidebar.querySelector(":focus-visible")) {
        const { top, bottom } = link.getBoundingClientRect(); // the sidebar is as high as the window
        if (top < 60 || bottom > innerHeight) sidebar.scrollTop += top - innerHeight / 3;
      }
    }, { rootMargin: "-20% 0px -75% 0px" });
    links.forEach((_, element) => observer.observe(element));
  }

  // ---- Where the reader was: a section and how far into it, so that it holds in a window of another width
  function startPlace() {
    const sections = all(".page > section");
    let waiting = 0;
    const keep = () => {
      const section = sections.findLast((one) => one.getBoundingClientRect().top <= 1) ?? sections[0];
      const { top, height } = section.getBoundingClientRect();
      remember(PLACE, JSON.stringify({ section: section.id, share: Math.max(0, -top) / height }));
    };
    const later = () => { clearTimeout(waiting); waiting = setTimeout(keep, 200); };
    addEventListener("scroll", later, { passive: true });
    if (location.hash) return;
    let place = null;
    try { place = JSON.parse(recall(PLACE)); } catch { /* not ours */ }
    const section = place && byId(place.section);
    if (!section) return;
    history.scrollRestoration = "manual";
    const go = () => {
      const { top, height } = section.getBoundingClientRect();
      scrollTo({ top: scrollY + top + place.share * height, behavior: "instant" });
    };
    go();
    document.fonts.ready.then(() => { if (!document.activeElement || document.activeElement === document.body) go(); });
  }

  // ---- Dialogs close by Escape (the browser's), their button, and a click beside them
  function startDialogs() {
    for (const dialog of all("dialog")) {
      dialog.querySelector(".close").addEventListener("click", () => dialog.close());
      dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    }
  }

  // ---- Search

  /** Text without spaces, case and width, and for each of its characters the place it has in the text. */
  function folded(text) {
    let letters = "";
    const places = [];
    for (let at = 0; at < text.length; at++) {
      for (const letter of text[at].normalize("NFKC").toLowerCase().replace(/\s/g, "")) {
        letters += letter;
        places.push(at);
      }
    }
    return { letters, places };
  }

  /** What can be found: titles, paragraphs, items, captions and rows, those of data behind charts last. */
  function passages() {
    const found = all("h1, h2, h3, p, li, figcaption, tr", document.querySelector("main"))
      .filter((one) => !one.closest(".entries, .cover-chapters, .colophon") && !one.querySelector("p, li"))
      .map((element) => {
        const cells = element.matches("tr") ? [...element.cells].map(plain).join(" ") : plain(element);
        return { element, text: cells, isData: Boolean(element.closest(".data")), ...folded(cells) };
      });
    return [...found.filter((one) => !one.isData), ...found.filter((one) => one.isData)];
  }

  /** The text around the first place where the term stands, with the term marked. */
  function excerpt({ text, letters, places }, term) {
    const at = letters.indexOf(term);
    const start = places[at], end = places[at + term.length - 1] + 1;
    const from = Math.max(0, start - 24), to = Math.min(text.length, end + 60);
    const cut = [from ? "…" : "", to < text.length ? "…" : ""];
    return [cut[0] + text.slice(from, start), make("mark", "", text.slice(start, end)), text.slice(end, to) + cut[1]];
  }

  function startSearch() {
    const [dialog, input, state, list] = ["search", "search-text", "search-state", "search-results"].map(byId);
    let index = null, reached = null;
    const open = () => {
      index ??= passages();
      if (!dialog.open) dialog.showModal();
      input.select();
    };
    function jump({ element }) {
      dialog.close();
      element.closest("details")?.setAttribute("open", "");
      reached?.classList.remove("reached");
      reached = element;
      element.classList.add("reached");
      element.tabIndex = -1;
      element.focus({ preventScroll: true });
      element.scrollIntoView({ block: "center", behavior: "instant" });
    }
    function result(passage, term) {
      const item = make("li"), choice = item.appendChild(make("button"));
      const title = passage.element.closest("section")?.querySelector("h1, h2");
      choice.type = "button";
      if (title) choice.append(make("span", "where", plain(title)));
      choice.append(...excerpt(passage, term));
      choice.addEventListener("click", () => jump(passage));
      return item;
    }
    function look() {
      const whole = folded(input.value).letters;
      const terms = input.value.split(/\s+/).map((term) => folded(term).letters).filter(Boolean);
      const found = terms.length ? index.filter(({ letters }) => terms.every((term) => letters.includes(term))) : [];
      const shown = (passage) => (passage.letters.includes(whole) ? whole : terms[0]);
      list.replaceChildren(...found.slice(0, MOST_RESULTS).map((passage) => result(passage, shown(passage))));
      const told = found.length ? words("found").replace("{count}", found.length) : words("found-nothing");
      state.textContent = terms.length ? told : "";
    }
    function move(event) {
      const stops = [input, ...all("button", list)];
      const at = stops.indexOf(document.activeElement);
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && at >= 0) stops[Math.min(stops.length - 1, Math.max(0, at + step))].focus();
      else if (event.key === "Enter" && at === 0 && !event.isComposing) stops[1]?.click();
      else return;
      event.preventDefault();
    }

    input.addEventListener("input", look);
    dialog.addEventListener("keydown", move);
    byId("search-button").addEventListener("click", open);
    // With a modifier, so that speech input and single keys of assistive technology do not set it off.
    document.addEventListener("keydown", (event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "Slash" || byId("zoom").open) return;
      event.preventDefault();
      open();
    });
  }

  // ---- Figures: one menu each, with what can be done with it

  function zoom(figure) {
    const dialog = byId("zoom"), frame = byId("zoom-picture");
    byId("zoom-title").textContent = captionOf(figure);
    frame.replaceChildren(figure.querySelector(PICTURE).cloneNode(true));
    dialog.addEventListener("close", () => frame.replaceChildren(), { once: true });
    dialog.showModal();
    enlarge(false);
  }

  /** The picture as large as the dialog, or twice as large. */
  function enlarge(isLarger) {
    const frame = byId("zoom-picture");
    byId("larger").setAttribute("aria-pressed", String(isLarger));
    frame.classList.toggle("larger", isLarger);
    reachable(frame, byId("zoom-title").textContent);
  }

  function showData(figure) {
    const data = figure.querySelector(".data");
    data.open = true;
    data.querySelector("summary").focus({ preventScroll: true });
    data.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  function startFigures() {
    for (const figure of all("main figure")) {
      const table = figure.querySelector("table"), data = figure.querySelector(".data");
      const menu = control("menu"), summary = menu.querySelector("summary"), items = menu.querySelector("ul");
      const name = `${words("actions")} ${labelOf(figure)}`;
      Object.assign(summary, { ariaLabel: name, title: words("actions") });
      const add = (item, act) => items.appendChild(make("li")).append(button(item, figure, act));
      const andClose = (act) => () => { menu.open = false; summary.focus({ preventScroll: true }); act(figure); };
      if (figure.querySelector(PICTURE)) add("zoom", andClose(zoom));
      if (data) add("show-data", andClose(showData));
      if (table) {
        add("copy-table", (made) => copy(separated(table, "\t"), made));
        add("download", andClose(() => download(figure, table)));
      }
      if (figure.querySelector(".plot svg")) add("save-picture", andClose(savePicture));
      add("copy-link", (made) => copy(`${location.href.split("#")[0]}#${figure.id}`, made));
      figure.querySelector("figcaption").after(menu);
      // What the reader has folded is reached by the menu again.
      data?.addEventListener("toggle", () => { if (!data.open && !document.activeElement.matches("button")) summary.focus(); });
    }
    const close = (within) => { for (const menu of all(".menu[open]")) if (!menu.contains(within)) menu.open = false; };
    document.addEventListener("click", ({ target }) => close(target));
    document.addEventListener("focusin", ({ target }) => close(target));
    document.addEventListener("keydown", ({ key, target }) => {
      const menu = key === "Escape" && target.closest(".menu[open]");
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
    });
    byId("larger").addEventListener("click", () => enlarge(byId("larger").getAttribute("aria-pressed") === "false"));
  }

  async function copy(text, made) {
    try {
      await navigator.clipboard.writeText(text);
    } catch { // no permission, or not a page that may ask for one
      const field = document.body.appendChild(make("textarea", "unseen"));
      field.value = text;
      field.select();
      document.execCommand("copy");
      field.remove();
      made.focus({ preventScroll: true });
    }
    const told = words("copied"), said = words(made.className);
    byId("state").textContent = told;
    made.textContent = told;
    setTimeout(() => { made.textContent = said; byId("state").textContent = ""; }, 2000);
  }

  // ---- Tables as text

  /** A cell for programs: without marks of footnotes, with words for ticks; numbers without separators of thousands and with a hyphen, also
   *  if they are negative by brackets; nothing for a missing one. */
  function value(cell) {
    const bare = cell.cloneNode(true);
    for (const mark of bare.querySelectorAll(".mark")) mark.remove();
    for (const tick of bare.querySelectorAll(".tick > [aria-label]")) tick.textContent = tick.getAttribute("aria-label");
    const text = plain(bare);
    if (!cell.matches("tbody .number, tfoot .number")) return text;
    const number = text.replace(/,/g, "").replace(/^\((.*)\)$/, "-$1").replace("\u2212", "-");
    return Number.isNaN(parseFloat(number)) ? "" : number;
  }

  /** Rows of values; one that stands beside a group of rows is in each of them, and so is a head above columns. */
  function values(table) {
    const rows = [...table.rows].map(() => []);
    [...table.rows].forEach((row, y) => {
      let x = 0;
      for (const cell of row.cells) {
        while (rows[y][x] !== undefined) x++;
        for (let down = 0; down < cell.rowSpan; down++) {
          for (let over = 0; over < cell.colSpan; over++) {
            rows[y + down][x + over] = over && !cell.closest("thead") ? "" : value(cell);
          }
        }
      }
    });
    return rows;
  }

  function separated(table, separator) {
    // A spreadsheet would take a text for a formula that begins like one; numbers stay.
    const isFormula = (text) => /^[=+\-@＝＋－＠\t\r\n]./.test(text) && !/^[+-]?[\d,]*\.?\d+([eE][+-]?\d+)?\s?%?$/.test(text);
    const defused = (text) => (isFormula(text) ? `'${text}` : text);
    const quoted = (text) => (/[",\t\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
    return values(table).map((row) => row.map(defused).map(quoted).join(separator)).join("\r\n") + "\r\n";
  }

  function download(figure, table) {
    // The mark at the start tells spreadsheets that this is UTF-8.
    save(figure, new Blob(["\ufeff", separated(table, ",")], { type: "text/csv;charset=utf-8" }), "csv");
  }

  function save(figure, file, ending) {
    const link = Object.assign(make("a"), { href: URL.createObjectURL(file) });
    link.download = `${captionOf(figure).replace(/[\\/:*?"<>|\s]+/g, " ")}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  // ---- Charts as pictures: the drawing for paper, on white, with the fonts that the page brings
  async function savePicture(figure) {
    const drawing = figure.querySelector("svg.paper").cloneNode(true), { width, height } = drawing.viewBox.baseVal;
    const scale = PICTURE_WIDTH / width, { textAutospace, textSpacingTrim } = getComputedStyle(root);
    const style = document.createElementNS(drawing.namespaceURI, "style");
    style.textContent = document.querySelector("style").textContent.match(/@font-face\{[^}]*\}/g).join("");
    drawing.prepend(style);
    drawing.setAttribute("width", width * scale);
    drawing.setAttribute("height", height * scale);
    const spacing = `text-autospace:${textAutospace};text-spacing-trim:${textSpacingTrim}`;
    drawing.setAttribute("style", `${spacing};font-variant-numeric:tabular-nums lining-nums`);
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(drawing))}`;
    await image.decode();
    const canvas = Object.assign(make("canvas"), { width: image.width, height: image.height });
    const paint = canvas.getContext("2d");
    paint.fillStyle = "#fff";
    paint.fillRect(0, 0, canvas.width, canvas.height);
    paint.drawImage(image, 0, 0);
    canvas.toBlob((file) => save(figure, file, "png"));
  }

  // ---- Sorting: up, down, and as it was. Tables with groups, and those that compare by row, keep their order.
  function startSorting() {
    for (const table of all("main table")) {
      const rows = [...table.tBodies[0].rows];
      const isGrouped = table.tBodies.length > 1 || table.matches("[data-in-order]") || table.querySelector("[rowspan], .group");
      if (rows.length < 3 || isGrouped || !table.querySelector("thead .number")) continue;
      [...table.tHead.rows[0].cells].forEach((head, column) => {
        const press = make("button", "sort");
        press.type = "button";
        press.append(...[...head.childNodes].filter((node) => !(node instanceof Element && node.matches(".mark"))));
        head.prepend(press);
        press.addEventListener("click", () => sort(table, rows, head, column));
      });
    }
  }

  const collator = new Intl.Collator(root.lang, { numeric: true });

  function sort(table, rows, head, column) {
    const next = { none: "ascending", ascending: "descending" }[head.getAttribute("aria-sort") ?? "none"];
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    if (next) head.setAttribute("aria-sort", next);
    const isNumber = head.classList.contains("number");
    const keyed = rows.map((row) => ({ row, key: value(row.cells[column]) }));
    const compare = (a, b) => (isNumber ? parseFloat(a) - parseFloat(b) : collator.compare(a, b));
    const direction = next === "ascending" ? 1 : -1;
    if (next) keyed.sort((a, b) => !a.key - !b.key || (a.key ? direction * compare(a.key, b.key) : 0));
    table.tBodies[0].append(...keyed.map(({ row }) => row));
  }

  // ---- Where a number comes from: by pointer, by keyboard, by touch
  function startOrigins() {
    const tip = byId("origin");
    let shown = null, leaving = 0;
    function show(number) {
      clearTimeout(leaving);
      shown = number;
      tip.textContent = number.getAttribute("aria-description");
      tip.hidden = false;
      const at = number.getClientRects()[0], box = tip.getBoundingClientRect();
      tip.style.left = `${Math.max(8, Math.min(at.left, root.clientWidth - box.width - 8))}px`;
      tip.style.top = `${at.top > box.height + 12 ? at.top - box.height - 6 : at.bottom + 6}px`;
    }
    const hide = () => { tip.hidden = true; shown = null; };
    const leave = () => { leaving = setTimeout(hide, 250); };

    for (const number of all("main .bound[title]").filter((one) => !one.closest("a, button, summary"))) {
      number.setAttribute("aria-description", number.title);
      number.removeAttribute("title");
      number.setAttribute("role", "button");
      number.tabIndex = 0;
      for (const event of ["pointerenter", "focus", "click"]) number.addEventListener(event, () => show(number));
      number.addEventListener("pointerleave", leave);
      number.addEventListener("blur", hide);
      number.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        if (shown === number) hide(); else show(number);
      });
    }
    tip.addEventListener("pointerenter", () => clearTimeout(leaving));
    tip.addEventListener("pointerleave", leave);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
    document.addEventListener("click", (event) => { if (!event.target.closest(".bound, #origin")) hide(); });
    const stay = () => { if (shown) show(shown); };
    for (const event of ["scroll", "resize"]) addEventListener(event, stay, { passive: true });
  }

  // ---- What scrolls sideways can be reached by keyboard
  function reachable(frame, name) {
    const scrolls = frame.scrollWidth > frame.clientWidth || frame.scrollHeight > frame.clientHeight;
    const named = frame.matches(".plot") ? {} : { role: "region", "aria-label": name }; // a picture is named already
    for (const [key, text] of Object.entries({ tabindex: "0", ...named })) {
      if (scrolls) frame.setAttribute(key, text); else frame.removeAttribute(key);
    }
  }

  function startFrames() {
    const nameOf = (frame) => { // a table in prose has no caption: its heads say what it is
      const figure = frame.closest("figure");
      return figure ? captionOf(figure) : plain(frame.querySelector("thead") ?? frame);
    };
    const look = ({ target }) => reachable(target, nameOf(target));
    const observer = new ResizeObserver((entries) => entries.forEach(look));
    all("main .table-frame").forEach((frame) => observer.observe(frame));
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const start of [startScheme, startLists, startDialogs, startSearch, startFigures, startSorting, startOrigins,
      startFrames, startPlace]) start();
    document.querySelector(".toolbar").hidden = false;
    root.dataset.ready = "";
  });
})();
