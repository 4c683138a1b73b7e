// Shows the report in a frame, and replaces what has changed of it: nothing flashes, and the reader's place is kept.

const by = (id) => document.getElementById(id);
let frame = null;
let slug = "";
let shown = 0; // the edition of the HTML that is seen
let wanted = 0;
let head = ""; // the styles and fonts of what is seen
let wantedHead = "";
let loading = false;

const news = new EventSource("/news");
news.onmessage = (event) => tell(JSON.parse(event.data));
news.onerror = () => say("report preview has ended", true);

function tell(now) {
  slug = now.slug;
  document.title = `${slug} – preview`;
  by("name").textContent = slug;
  by("pdf").href = `/${encodeURIComponent(slug)}.pdf`;
  by("pdf").hidden = !now.pdf;
  const wrong = now.findings.some((finding) => finding.level === "error");
  const kept = shown || now.html ? " – the last good version is shown" : "";
  if (now.trouble) say(now.trouble, true);
  else if (wrong) say(`errors${kept}`, true);
  else say(now.busy ? "building…" : "up to date", false);
  document.body.dataset.pdf = now.pdf;
  document.body.dataset.busy = now.busy;
  list(now.findings, wrong);
  wanted = now.html;
  wantedHead = now.head;
  refresh();
}

function say(words, isWrong) {
  by("state").textContent = words;
  by("state").classList.toggle("error", isWrong);
}

// What is wrong

function list(findings, wrong) {
  by("findings").hidden = findings.length === 0;
  by("findings").classList.toggle("error", wrong);
  by("tally").textContent = ["error", "warning", "hint"]
    .map((level) => [findings.filter((finding) => finding.level === level).length, level])
    .filter(([count]) => count)
    .map(([count, level]) => `${count} ${level}${count > 1 ? "s" : ""}`)
    .join(", ");
  by("list").replaceChildren(...findings.map(item));
}

function item(finding) {
  const place = make("button", "place", finding.place);
  place.title = "Copy";
  place.onclick = async () => {
    await navigator.clipboard.writeText(finding.place);
    place.classList.add("copied");
  };
  const level = make("span", "level", `${finding.level}[${finding.rule}]`);
  const parts = [place, level, ` ${finding.message}`];
  const [before, at, after] = finding.line;
  if (before || at || after) {
    const line = make("pre", "", before);
    line.append(make("mark", "", at || " "), after);
    parts.push(line);
  }
  if (finding.help) parts.push(make("div", "help", `help: ${finding.help}`));
  const made = make("li", finding.level, "");
  made.append(...parts);
  return made;
}

function make(name, kind, text) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.textContent = text;
  return made;
}

// The report

async function refresh() {
  if (loading) return;
  loading = true;
  try {
    while (shown !== wanted) {
      const edition = wanted;
      if (!(frame && head === wantedHead && await update())) await swap();
      shown = edition;
      document.body.dataset.html = edition;
    }
  } catch {
    say("report preview has ended", true);
  } finally {
    loading = false;
  }
}

// The same styles and fonts: the body alone is asked for. Tells whether it goes with them.
async function update() {
  const answer = await fetch(`/${encodeURIComponent(slug)}.body`);
  if (!answer.ok || answer.headers.get("etag") !== `"${head}"`) return false;
  const html = await answer.text();
  const next = new frame.contentWindow.DOMParser().parseFromString(html, "text/html");
  const place = placeIn(frame.contentDocument);
  patch(frame.contentDocument.body, next.body);
  restore(frame.contentDocument, place);
  return true;
}

// Another style or other fonts: a second frame is made ready behind the first.
async function swap() {
  head = wantedHead;
  const coming = make("iframe", "coming", "");
  coming.title = "Report";
  coming.setAttribute("sandbox", "allow-same-origin allow-popups allow-popups-to-escape-sandbox");
  coming.src = `/${encodeURIComponent(slug)}.html`;
  const loaded = new Promise((resolve) => { coming.onload = resolve; });
  by("report").append(coming);
  await loaded;
  const made = coming.contentDocument;
  await Promise.race([made.fonts.ready, new Promise((resolve) => { setTimeout(resolve, 1000); })]);
  made.addEventListener("click", leave);
  if (frame) restore(made, placeIn(frame.contentDocument));
  coming.classList.remove("coming");
  frame?.remove();
  frame = coming;
}

// Links that lead out of the report open beside it.
function leave(event) {
  const link = event.target.closest("a[href]");
  if (link && !link.getAttribute("href").startsWith("#")) {
    event.preventDefault();
    window.open(link.href, "_blank", "noopener");
  }
}

// Make one tree like another, and touch nothing that is alike.
function patch(old, next) {
  if (old.isEqualNode(next)) return;
  if (old.nodeType !== Node.ELEMENT_NODE || old.nodeName !== next.nodeName) {
    old.replaceWith(old.ownerDocument.importNode(next, true));
    return;
  }
  for (const { name } of [...old.attributes]) {
    if (!next.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    const isChoice = name === "open"; // what the reader has folded stays folded
    if (!isChoice && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  const before = [...old.childNodes];
  const after = [...next.childNodes];
  while (before.length && after.length && before[0].isEqualNode(after[0])) {
    before.shift();
    after.shift();
  }
  let end = null;
  while (before.length && after.length && before.at(-1).isEqualNode(after.at(-1))) {
    end = before.pop();
    after.pop();
  }
  while (before.length && after.length) patch(before.shift(), after.shift());
  for (const node of before) node.remove();
  for (const node of after) old.insertBefore(old.ownerDocument.importNode(node, true), end);
}

// Where the reader is: how far from the top those elements are that may be there afterwards.
function placeIn(report) {
  const view = report.defaultView;
  const at = (element) => element.getBoundingClientRect().top;
  const named = [...report.querySelectorAll("main [id]")];
  const above = named.filter((element) => at(element) <= 0).slice(-1);
  const seen = named.filter((element) => at(element) > 0 && at(element) < view.innerHeight);
  const top = report.elementFromPoint(view.innerWidth / 2, 1);
  return {
    scroll: view.scrollY,
    top: top && top.closest("main *") ? [top, at(top)] : null,
    named: [...seen, ...above].map((element) => [element.id, at(element)]),
  };
}

function restore(report, place) {
  const view = report.defaultView;
  if (!place.scroll) return;
  let element = null;
  let was = 0;
  if (place.top && place.top[0].isConnected && place.top[0].ownerDocument === report) [element, was] = place.top;
  else {
    const found = place.named.find(([id]) => report.getElementById(id));
    if (found) [element, was] = [report.getElementById(found[0]), found[1]];
  }
  const to = element ? view.scrollY + element.getBoundingClientRect().top - was : place.scroll;
  view.scrollTo({ top: to, behavior: "instant" });
}
