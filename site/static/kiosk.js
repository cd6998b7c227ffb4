// A small comfort; every page does its work without it, and no rule stands here.

const HOUR = 3600000;
const DAY = 24 * HOUR;
const WRITTEN = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

// A date field that counts and points at one of the links on the page. The links are the checker; this only counts.
const byDate = (box) => {
  const field = box.querySelector("input");
  const told = box.querySelector("[role=status]");
  const length = Number(box.dataset.length);

  const lastDay = (bought) => {
    const day = new Date(bought + DAY * (box.dataset.plus || 0));
    if (box.dataset.unit === "days") {
      day.setUTCDate(day.getUTCDate() + length);
    } else if (box.dataset.unit === "business-days") {
      for (let left = length; left > 0; left -= day.getUTCDay() % 6 ? 1 : 0) day.setUTCDate(day.getUTCDate() + 1);
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
    const row = document.querySelector(`[data-answer=${answer(bought) || "none"}]`);
    row?.classList.add("picked");
    const leads = row ? `That leads to: ${row.querySelector("strong").textContent}. ` : "";
    told.textContent = `${leads}The last day: ${WRITTEN.format(lastDay(bought))}.`;
  });
  box.hidden = false;
};

document.querySelectorAll(".by-date").forEach(byDate);
