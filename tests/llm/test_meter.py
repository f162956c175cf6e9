from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.english import english
from extractor.errors import UsageError
from extractor.readers.llm.asking import AnswerFault, CapReached, GaveUp, Usage
from extractor.readers.llm.transport.build import build
from extractor.readers.llm.transport.count import estimate
from extractor.readers.llm.transport.meter import Price, price_of
from extractor.store import Store
from llm.conftest import Make
from llm.fault_server import FaultServer
from llm.questions import good, question

TABLE = '[[price]]\nmodels = ["oracle*"]\ncurrency = "CNY"\ninput = "2"\noutput = "8"\n'


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "prices.toml"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_cap_on_calls(make: Make, store: Store) -> None:
    with FaultServer(good) as server:
        model = make(server, max_calls=2)
        model.ask(question("1"))
        model.ask(question("2"))
        with pytest.raises(CapReached, match="调用次数上限"):
            model.ask(question("3"))
        model.ask(question("2"))
        assert len(server.bodies) == 2
    assert store.spent("run").calls == 2


def test_failed_calls_count(make: Make, store: Store) -> None:
    with FaultServer(good, standing=(503, "{}", {})) as server:
        with pytest.raises(CapReached):
            make(server, max_calls=4).ask(question())
        assert len(server.bodies) == 4
    spent = store.spent("run")
    assert (spent.calls, spent.received) == (4, 0)
    assert spent.sent == 4 * estimate(question()).sent


def test_a_cap_on_tokens_is_never_passed_by_many_at_once(make: Make, store: Store) -> None:
    with FaultServer(good, delay=0.02) as server:
        model = make(server, max_tokens=3000, concurrency=8)

        def ask(number: int) -> bool:
            try:
                model.ask(question(str(number)))
            except CapReached as reached:
                assert english(reached.reason) == "the run's cap on tokens is reached"
                return False
            return True

        with ThreadPoolExecutor(8) as pool:
            done = list(pool.map(ask, range(40)))
    spent = store.spent("run")
    assert 0 < sum(done) == spent.calls < 40
    assert spent.sent + spent.received <= 3000


def test_a_cap_on_cost(make: Make, store: Store, table: Path) -> None:
    most = Price("CNY", Decimal(2), Decimal(8)).cost(estimate(question("1")))
    with FaultServer(good) as server:
        model = make(server, max_cost=most, prices=table)
        model.ask(question("1"))
        with pytest.raises(CapReached, match="费用上限"):
            model.ask(question("2"))
    assert store.spent("run").cost == (102 * Decimal(2) + 41 * Decimal(8)) / 1_000_000 < most


def test_a_cap_on_cost_without_a_price(store: Store) -> None:
    with FaultServer(good) as server, pytest.raises(UsageError) as caught:
        build(server.settings(max_cost=Decimal(1)), store, "run")
    assert english(caught.value.what) == "the price table has no oracle, so its cost cannot be capped"


def test_another_run_has_an_account_of_its_own(make: Make, store: Store) -> None:
    with FaultServer(good) as server:
        make(server, run="one", max_calls=1).ask(question("1"))
        make(server, run="two", max_calls=1).ask(question("2"))
    assert store.spent("one").calls == store.spent("two").calls == 1


def test_what_was_set_aside_is_given_back(make: Make, store: Store) -> None:
    with FaultServer(good, standing=(500, "{}", {})) as server, pytest.raises(AnswerFault):
        make(server).ask(question())
    assert store.spent("run").received == 0
    assert store.spent("run").answered


def test_a_strange_page_is_no_answer(make: Make, store: Store) -> None:
    with FaultServer(good, standing=(200, "<html>", {})) as server, pytest.raises(UsageError):
        make(server).ask(question())
    assert not store.spent("run").answered


def test_the_table_that_comes_along() -> None:
    mini = price_of("gpt-4.1-mini-2025-04-14")
    assert mini == Price("USD", Decimal("0.40"), Decimal("1.60"))
    assert price_of("gpt-4.1") == Price("USD", Decimal(2), Decimal(8))
    assert price_of("DeepSeek-V4-Flash") == price_of("deepseek-flash")
    assert price_of("gpt-5.4-mini") != price_of("gpt-5.4")
    assert price_of("gpt-5.4-codex") is None
    assert price_of("unheard-of") is None
    assert mini.cost(Usage(1_000_000, 500_000)) == Decimal("1.20")


@pytest.mark.parametrize("text", ["[[price", "price = 3", "[[price]]\nmodels = ['oracle']", TABLE.replace('"2"', '"two"')])
def test_a_table_that_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "prices.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="价格表的格式不对"):
        price_of("oracle", path)


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="价格表读不出来"):
        price_of("oracle", tmp_path / "none.toml")


def test_giving_up_is_not_free(make: Make, store: Store, table: Path) -> None:
    with FaultServer(good, standing=(500, "{}", {})) as server, pytest.raises(GaveUp):
        make(server, prices=table).ask(question())
    assert store.spent("run").cost > 0
