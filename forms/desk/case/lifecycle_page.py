"""The table of life as a page: what can follow on what, for whoever wonders why a button is not there."""

from flask import Blueprint, render_template

from forms.rma.diagram import picture, sentences

pages = Blueprint("lifecycle", __name__)


@pages.get("/life/")
def life():
    return render_template("life.html", sentences=sentences())


@pages.get("/life.svg")
def life_picture():
    return picture(), {"Content-Type": "image/svg+xml"}
