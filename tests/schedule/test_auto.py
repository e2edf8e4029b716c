"""every = "auto": one budget of requests, spent where news is expected, without knowing where it comes from."""

from __future__ import annotations

from benchmarks.schedule import even, learning, oracle, simulate

BUDGET = 200.0


def test_a_learned_schedule_is_nearly_an_oracles() -> None:
    """At an equal budget the mean delay is within 1.05 of an oracle's that knows every rate; an even spread's is not.

    Four weeks of a quarter of the benchmark's sources, which gives the figures of all of them.
    """
    learned, asked = simulate(learning, 100, 28, BUDGET)
    known, allowed = simulate(oracle, 100, 28, BUDGET)
    alike, _ = simulate(even, 100, 28, BUDGET)
    assert asked <= BUDGET * 1.03
    assert allowed <= BUDGET * 1.03
    assert learned <= 1.05 * known
    assert alike > 1.5 * learned
