// Takes the anchor of an old link along to the page that it is now on; without this the page leads on to its top.

const link = document.querySelector("main a");
if (link && location.hash && !link.hash) location.replace(link.href + location.hash);
