"""Every exception of ours says the same in another process, and one that is raised there ends the work with it."""

import inspect
import os
import pickle
import pkgutil
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module

import pytest

import content
import forms
from content.errors import ContentError, ContentErrors, Faults, refuse
from content.places import ROOT
from forms.records.errors import Overtaken
from tests.bench.site import alone


def ours():
    """Every class of exceptions that content/ and forms/ define."""
    for package in (content, forms):
        names = [one.name for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
        for module in map(import_module, (name for name in names if not name.endswith("__main__"))):
            classes = (one for one in vars(module).values() if inspect.isclass(one) and issubclass(one, BaseException))
            yield from (one for one in classes if one.__module__ == module.__name__)


def sample(kind):
    """One of that kind, made of as many sentences as it asks for; the one that holds others of two of those."""
    if kind is ContentErrors:
        return kind([ContentError("a file.", "a key.", sentence) for sentence in ("One.", "Another.")])
    if not inspect.isfunction(kind.__init__):
        return kind("Nothing was stored.")
    return kind(*(f"a {name}." for name in [*inspect.signature(kind).parameters]))


OURS = sorted(set(ours()), key=str)


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_it_says_the_same_in_another_process(kind):
    fault = sample(kind)
    there = pickle.loads(pickle.dumps(fault))
    assert (type(there), str(there), vars(there)) == (kind, str(fault), vars(fault))


def test_those_made_of_more_than_a_sentence_are_among_them():
    assert {ContentError, ContentErrors, Overtaken} <= {*OURS}
    assert str(Overtaken([{}, {}])) == "2 newer"


# Several at once


def refused(*names):
    refuse(ContentError(name, "-", "mend it") for name in names)


def test_several_faults_are_raised_as_one_that_tells_each_once_in_its_order():
    with pytest.raises(ContentError) as told:
        refused("b.toml", "a.toml", "b.toml")
    assert str(told.value) == "b.toml: mend it\na.toml: mend it"
    assert [fault.file for fault in told.value.each] == ["b.toml", "a.toml"] and told.value.file == "b.toml"


def test_a_single_fault_is_raised_as_itself_and_none_not_at_all():
    refused()
    with pytest.raises(ContentError) as told:
        refused("a.toml")
    assert type(told.value) is ContentError and told.value.each == (told.value,)


def test_what_one_check_refuses_keeps_no_other_from_being_tried():
    faults = Faults()
    assert faults.tried(refused, "a.toml", "b.toml") is None
    assert faults.tried(str.upper, "well") == "WELL"
    faults.tried(refused, "c.toml")
    assert [fault.file for fault in faults] == ["a.toml", "b.toml", "c.toml"]


# In a process of its own


def test_one_that_is_raised_in_a_process_of_its_own_ends_the_bench_with_its_sentence():
    bench = [sys.executable, "-m", "tests.bench.site", "--sizes", "0", "1"]
    ran = subprocess.run(bench, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert ran.returncode == 1 and ran.stderr.startswith("Nothing more was measured. ")
    assert ran.stderr.endswith("there is no vendor's folder in it; name a folder that holds some\n")


def test_a_process_that_is_gone_ends_the_bench_too():
    with pytest.raises(BrokenProcessPool):
        alone(os._exit, 1)
