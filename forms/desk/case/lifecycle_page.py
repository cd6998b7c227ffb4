"""The page of the lifecycle: which step can follow on which state, for whoever misses a button on a case."""

from flask import Blueprint, render_template

from forms.rma.diagram import diagram, sentences

pages = Blueprint("lifecycle", __name__)


@pages.get("/life/")
def life():
    return render_template("lifecycle.html", sentences=sentences())


@pages.get("/life.svg")
def life_picture():
    return diagram(), {"Content-Type": "image/svg+xml"}
