// Two small comforts; every page does its work without them, and no rule stands here.

const HOUR = 3600000;
const DAY = 24 * HOUR;

// A date field that counts and points at one of the links on the page. The links are the checker; this only counts.
const byDate = (box) => {
  const field = box.querySelector("input");
  const told = box.querySelector("[role=status]");
  const length = Number(box.dataset.length);

  const lastDay = (bought) => {
    const day = new Date(bought + DAY * (box.dataset.plus || 0));
    if (box.dataset.unit === "days") {
      day.setUTCDate(day.getUTCDate() + length);
    } else {
      const date = day.getUTCDate();
      day.setUTCMonth(day.getUTCMonth() + length);
      if (day.getUTCDate() !== date) day.setUTCDate(0);
    }
    return day.getTime();
  };

  const answer = (bought) => {
    const today = Math.floor((Date.now() - 12 * HOUR) / DAY) * DAY; // a day is over where it ends last
    if (bought > today + 2 * DAY) return "unknown";
    return today <= lastDay(bought) ? "in" : box.dataset.over;
  };

  field.addEventListener("input", () => {
    document.querySelectorAll(".picked").forEach((row) => row.classList.remove("picked"));
    const bought = Date.parse(field.value);
    if (Number.isNaN(bought)) return (told.textContent = "");
    const row = document.querySelector(`[data-answer=${answer(bought)}]`);
    row.classList.add("picked");
    told.textContent = `That leads to: ${row.querySelector("strong").textContent}.`;
  });
  box.hidden = false;
};

// A field that leaves of an index only what the printed name begins with.
const find = (box) => {
  const field = box.querySelector("input");
  const told = box.querySelector("[role=status]");
  const rows = [...document.querySelectorAll("#index [data-printed]")];
  const plain = (text) => text.toUpperCase().replace(/[^A-Z0-9]/g, "");

  field.addEventListener("input", () => {
    const typed = plain(field.value);
    const fits = (name) => name.startsWith(typed) || typed.startsWith(name);
    rows.forEach((row) => (row.hidden = !fits(plain(row.dataset.printed))));
    const left = rows.filter((row) => !row.hidden).length;
    told.textContent = typed ? (left ? `${left} of ${rows.length} fit.` : "We do not know that one. Choose its maker above; the form takes any model as you type it.") : "";
  });
  box.hidden = false;
};

document.querySelectorAll(".by-date").forEach(byDate);
document.querySelectorAll(".find").forEach(find);
