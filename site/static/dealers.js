// Buttons that copy a link, and a link to the form that is put together on the page; nothing typed here leaves it.

const LONGEST = 4000; // letters of a link that every server takes
const copied = document.querySelector(".copied");
let pressed = null;

// What was copied is said and the button shows it; where the clipboard is refused, the text is marked instead.
const copy = async (button, text, shown) => {
  if (pressed) pressed.firstChild.data = pressed.dataset.name;
  pressed = null;
  try {
    await navigator.clipboard.writeText(text);
    pressed = button;
    button.firstChild.data = "Copied";
    copied.textContent = `Copied: ${text}`;
  } catch {
    getSelection().selectAllChildren(shown);
    copied.textContent = "Your browser keeps its clipboard to itself. The text is marked now: copy it with your keyboard or menu.";
  }
};

// A button named by `name`, told apart from its likes by `of`; `shown` holds the text it copies.
const copier = (name, of, shown) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.dataset.name = name;
  button.textContent = name;
  const apart = button.appendChild(document.createElement("span"));
  apart.className = "vh";
  apart.textContent = of && `: ${of}`;
  button.addEventListener("click", () => copy(button, shown.textContent.trim().replace(/\s+/g, " "), shown));
  return button;
};

// A link's row gets its buttons: what they copy stands in its sentence.
const equip = (link) => {
  const sentence = link.querySelector(".sentence");
  const of = link.querySelector("h3").textContent;
  const whole = copier("Copy link", of, sentence.querySelector(".whole"));
  link.querySelector(".copies").prepend(whole, copier("Copy sentence", of, sentence));
};

// The row of one of many families holds its link and its code alone: `told` has what its sentence is made from.
const tell = (link, told) => {
  const family = link.querySelector("a");
  const [before, after] = told[link.dataset.kind ?? "camera"].split("{}");
  const sentence = document.createElement("p");
  const whole = document.createElement("span");
  sentence.className = "sentence";
  whole.className = "whole";
  whole.textContent = `${told.leads}${family.pathname.split("/").at(-2)}/`;
  sentence.append(`${before}${family.textContent}${after} `, whole);
  link.querySelector("h3").after(sentence);
  equip(link);
};

document.querySelectorAll(".links > li:has(.sentence)").forEach(equip);
document.querySelectorAll(".told .fold").forEach((group) => {
  const links = group.querySelectorAll("li");
  group.addEventListener("toggle", () => links.forEach((link) => tell(link, group.parentElement.dataset)), { once: true });
});

document.querySelectorAll(".build").forEach((form) => {
  const built = form.querySelector(".built");
  const shown = built.querySelector(".whole");
  const warned = form.querySelector(".caution");

  const link = () => {
    const given = new URLSearchParams();
    for (const [name, text] of new FormData(form)) {
      const parts = name === "serial" ? text.split(/[\n,;\t]/) : [text];
      parts.map((part) => part.trim()).filter(Boolean).forEach((part) => given.append(name, part));
    }
    return `${form.dataset.leads}${given.size ? "?" : ""}${given}`;
  };

  // A code that is not listed is passed over at the form, so it is said here.
  const stranger = () => {
    const code = form.dealer ? form.dealer.value.trim().toUpperCase() : "";
    const listed = [...form.querySelectorAll("#_codes option")].map((option) => option.value);
    return !code || listed.includes(code) ? "" : `${code} is no code of a dealer listed here, so the form passes it over.`;
  };

  // A long address breaks after a sign that parts it.
  const broken = (whole) => whole.split(/(?<=[/?&=])(?!\/)/).flatMap((part) => [part, document.createElement("wbr")]);

  const show = () => {
    const whole = link();
    const long = whole.length > LONGEST;
    shown.replaceChildren(...(long ? [] : broken(whole)));
    built.hidden = long;
    warned.textContent = long
      ? `This link would be ${whole.length} letters long, and servers turn away more than ${LONGEST}. Leave serial numbers out; your customer can paste them into the form.`
      : stranger();
  };

  built.querySelector(".acts").append(copier("Copy this link", "", shown));
  form.addEventListener("input", show);
  show();
});
