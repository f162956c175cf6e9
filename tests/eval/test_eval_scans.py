"""The degrader: the same seed gives the same pixels, and the kept geometry says where things came to lie."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from eval.scans import geometry as geo
from eval.scans.__main__ import main
from eval.scans.degrade import degrade
from eval.scans.encode import as_pdf, as_tiff, picture
from eval.scans.geometry import Bend, Geometry, to_scan, to_sheet
from eval.scans.profile import ProfileError, profile, profiles

SPOTS = [(40.0, 30.0), (150.0, 60.0), (90.0, 220.0), (30.0, 140.0)]
SIDE = 8.0


@pytest.fixture(scope="module")
def spotted(tmp_path_factory):
    """Two small pages with black squares at known places."""
    path = tmp_path_factory.mktemp("scans") / "spotted.pdf"
    doc = pymupdf.open()
    for _ in range(2):
        page = doc.new_page(width=190, height=260)
        for x, y in SPOTS:
            page.draw_rect((x, y, x + SIDE, y + SIDE), fill=(0, 0, 0), color=None, width=0)
    doc.save(path)
    return path


def darkest(image, box):
    """The centre of what is dark inside a box grown by half its size."""
    grey = image if image.ndim == 2 else image.mean(axis=2)
    x0, y0, x1, y1 = box
    grow = (x1 - x0) / 2
    top, left = max(int(y0 - grow), 0), max(int(x0 - grow), 0)
    part = grey[top : int(y1 + grow), left : int(x1 + grow)].astype(float)
    rows, columns = np.nonzero(part < 0.5 * (part.min() + np.median(part)))
    return left + columns.mean() + 0.5, top + rows.mean() + 0.5


@pytest.mark.parametrize("name", ["clean", "mild", "photo", "book", "turned", "fax", "coarse"])
def test_a_true_box_lies_on_its_ink(spotted, name):
    plain = profile(name).model_copy(update={"paper": profile("clean").paper})
    for scan in degrade(spotted, plain, seed=7):
        assert scan.pages
        for geometry in scan.pages.values():
            for x, y in SPOTS:
                box = geometry.box(x, y, x + SIDE, y + SIDE)
                at = darkest(scan.image, box)
                middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
                assert np.hypot(at[0] - middle[0], at[1] - middle[1]) < 2.0, (name, x, y)


@pytest.mark.parametrize("name", list(profiles()))
def test_a_seed_fixes_every_pixel_and_another_changes_them(spotted, name):
    one, same, other = (list(degrade(spotted, profile(name), seed)) for seed in (3, 3, 4))
    assert as_pdf(one, profile(name).code) == as_pdf(same, profile(name).code)
    if name != "clean":
        assert any(a.image.shape != b.image.shape or (a.image != b.image).any() for a, b in zip(one, other, strict=True))


def test_one_page_is_the_same_whether_or_not_the_others_are_made(spotted):
    whole = list(degrade(spotted, profile("heavy"), 5))
    (second,) = degrade(spotted, profile("heavy"), 5, frozenset({2}))
    assert (second.image == whole[1].image).all()


def test_ink_and_resolution_can_be_changed(spotted):
    grey = next(degrade(spotted, profile("heavy").at(dpi=300, ink="grey"), 1))
    assert grey.image.ndim == 2
    assert grey.image.shape == pytest.approx((260 * 300 / 72, 190 * 300 / 72), abs=1)
    black = next(degrade(spotted, profile("heavy").at(ink="bilevel"), 1))
    assert set(np.unique(black.image)) <= {0, 255}


def test_fax_pages_are_ccitt_in_the_pdf_and_lossless_in_the_tiff(spotted):
    scans = list(degrade(spotted, profile("fax"), 2))
    with pymupdf.open(stream=as_pdf(scans, "ccitt")) as doc:
        filters = [doc.xref_get_key(page.get_images()[0][0], "Filter")[1] for page in doc]
        assert [name.strip("[ ]") for name in filters] == ["/CCITTFaxDecode"] * 2
        assert not any(page.get_text() for page in doc)
    with Image.open(BytesIO(as_tiff(scans))) as tiff:
        assert tiff.n_frames == 2
        assert tiff.info["compression"] == "group4"
        for number, scan in enumerate(scans):
            tiff.seek(number)
            assert (np.asarray(tiff.convert("L")) == scan.image).all()


def test_the_jpeg_stands_unchanged_in_the_pdf(spotted):
    scans = list(degrade(spotted, profile("mild"), 2))
    with pymupdf.open(stream=as_pdf(scans, "jpeg")) as doc:
        for page, scan in zip(doc, scans, strict=True):
            assert doc.xref_stream_raw(page.get_images()[0][0]) == picture(scan, "jpeg")
            assert page.rect.width == pytest.approx(scan.image.shape[1] * 72 / scan.dpi, abs=0.5)


def test_archive_pages_are_jbig2_and_lossless(spotted):
    scans = list(degrade(spotted, profile("archive"), 2))
    with pymupdf.open(stream=as_pdf(scans, "jbig2")) as doc:
        for page, scan in zip(doc, scans, strict=True):
            xref, *_, code = page.get_images()[0][:9]
            assert code == "JBIG2Decode"
            pixels = pymupdf.Pixmap(doc, xref)
            assert (np.frombuffer(pixels.samples, np.uint8).reshape(scan.image.shape) == scan.image).all()
            assert page.rect.width == pytest.approx(scan.image.shape[1] * 72 / 300, abs=0.5)


def test_an_unknown_profile_names_those_there_are():
    with pytest.raises(ProfileError, match="mild, heavy"):
        profile("nothing")


def test_the_command_writes_scans_and_their_geometry(spotted, tmp_path: Path, capsys):
    assert main([str(spotted), "--profile", "book", "--out", str(tmp_path), "--form", "png"]) == 0
    assert [path.name for path in sorted((tmp_path / "spotted.book").iterdir())] == ["001.png"]
    assert '"2"' in (tmp_path / "spotted.book.json").read_text()
    assert main([str(spotted), "--profile", "nothing", "--out", str(tmp_path)]) == 2
    assert "mild" in capsys.readouterr().err


numbers = st.floats(-1.0, 1.0, allow_nan=False)


@given(numbers, st.floats(0.0, 0.05), numbers, st.sampled_from([0, 90, 180, 270]), st.lists(st.tuples(numbers, numbers), min_size=1))
def test_property_from_sheet_to_scan_and_back(skew, depth, spine, turn, points):
    quarter, _, _ = geo.quarter(turn, 1000, 1400)
    warp = quarter @ geo.turn(2 * skew, 1000, 1400)
    bend = Bend(500 + 500 * spine, 700, depth, 120)
    sheet = np.array(points) * [500, 700] + [500, 700]
    assert to_sheet(to_scan(sheet, bend, warp), bend, warp) == pytest.approx(sheet, abs=0.05)


def test_four_points_go_where_they_are_sent():
    here = np.array([[0, 0], [10, 0], [10, 20], [0, 20]], dtype=float)
    there = np.array([[1, 2], [9, 1], [11, 19], [0, 22]], dtype=float)
    assert geo.project(geo.four_points(here, there), here) == pytest.approx(there)
    upright = Geometry(geo.scale(2), None, geo.shift(1, 1))
    assert upright.box(1, 2, 3, 4) == (3, 5, 7, 9)
