// A box that leaves of a long list what fits the name typed into it. Without it the list is there all the same.

const MIDDLE = 3; // letters that are enough to look for within a name, at the beginning of a word
const UNFOLD = 40; // rows that are few enough to be unfolded at once
const HASH = "find"; // what was typed goes along to the page of its first letters

const APART = /[^\p{L}\p{M}\p{N}]+/gu;
const upper = (text) => text.normalize("NFKC").toUpperCase();
const plain = (text) => upper(text).replace(APART, "");

// A name from each of its words on: "Blackfly S" and "S".
const tails = (name) => upper(name).split(APART).map((_, at, words) => words.slice(at).join(""));

// The rows with a name in which what was typed begins a word, and those with the longest name that it begins with.
const fitting = (rows, typed) => {
  const begun = ({ names }) => Math.max(0, ...names.map(plain).filter((name) => typed.startsWith(name)).map((name) => name.length));
  const holds = (name) => tails(name).some((tail, at) => (!at || typed.length >= MIDDLE) && tail.startsWith(typed));
  const longest = Math.max(1, ...rows.map(begun));
  return rows.filter((one) => one.names.some(holds) || begun(one) === longest);
};

const find = (box) => {
  const field = box.querySelector("input");
  const [count, none] = box.querySelector("[role=status]").children;
  const groups = [...document.querySelectorAll(".fold")];
  const shelves = [...document.querySelectorAll("[data-letters]")];
  const link = (row) => row.querySelector("a");
  const names = (row) => [link(row).firstChild.textContent, ...row.dataset.names.split("|")].filter(plain);
  const rows = [...document.querySelectorAll("[data-names]")].map((row) => ({ row, names: names(row) }));
  const makers = box.dataset.makers.split("|").map(plain);
  const left = () => [...shelves, ...rows.map(({ row }) => row)].filter((row) => !row.hidden);

  // A shelf goes by plain letters alone, and takes along what was typed.
  const showShelf = (shelf, typed) => {
    const letters = shelf.dataset.letters.toUpperCase();
    shelf.hidden = !letters.startsWith(typed) && !typed.startsWith(letters);
    link(shelf).hash = typed && new URLSearchParams({ [HASH]: field.value });
  };

  // A group counts what is left in it; where that is nothing it goes, with the row it may stand in.
  const showGroup = (group, open) => {
    const some = group.querySelectorAll("[data-names]:not([hidden])").length;
    (group.closest("li") ?? group).hidden = !some;
    group.open = open && some;
    group.classList.toggle("found", group.open);
    group.querySelector(".left").textContent = some;
  };

  // What was typed, less the maker's name before it.
  const asked = () => {
    const typed = plain(field.value);
    const maker = makers.find((name) => typed.startsWith(name) && typed !== name) ?? "";
    return typed.slice(maker.length);
  };

  const show = () => {
    const typed = asked();
    const fits = typed ? fitting(rows, typed) : rows;
    rows.forEach((one) => (one.row.hidden = !fits.includes(one)));
    shelves.forEach((shelf) => showShelf(shelf, typed.replace(/[^A-Z0-9]/g, "")));
    groups.forEach((group) => showGroup(group, typed && fits.length <= UNFOLD));
    const some = left().length;
    const next = shelves.some((shelf) => !shelf.hidden);
    count.textContent = !typed || !some ? "" : next ? "Go on to the names that begin so, below." : `Found: ${some} of ${rows.length}.`;
    none.hidden = !typed || some;
  };

  // Enter follows the one link that is left.
  field.addEventListener("keydown", (event) => {
    const targets = new Set(left().map((row) => link(row).href));
    if (event.key === "Enter" && !event.isComposing && targets.size === 1) location.assign([...targets][0]);
  });

  // What was typed on an earlier page is looked for here, and goes on to the page of its next letter.
  const goOn = (brought) => {
    field.value = brought;
    show();
    const next = shelves.find((shelf) => plain(brought).startsWith(shelf.dataset.letters.toUpperCase()));
    if (next) location.replace(link(next).href);
    else field.focus();
  };

  field.addEventListener("input", show);
  box.hidden = false;
  const brought = new URLSearchParams(location.hash.slice(1)).get(HASH);
  if (brought) goOn(brought);
};

document.querySelectorAll(".find").forEach(find);
