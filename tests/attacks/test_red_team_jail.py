"""A red team at the jail's walls: each test is a way out, or around a limit, tried."""

import os
import platform
import resource
import secrets
import socket
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest
import red_team_cells as cells

sys.path.insert(0, str(Path(__file__).parents[1] / "engine"))

from engine_running import Engine, error_of, graded, learner, needs_jail, text_of

from autograder.engine.channel import Channel
from autograder.grade.execution import Limits

pytestmark = [pytest.mark.attack, pytest.mark.sandbox,
              pytest.mark.xdist_group("red-team-jail")]  # fmt: skip
is_intel = pytest.mark.skipif(
    platform.machine() != "x86_64", reason="numbers of x86-64"
)
SMALL = Limits(cell_seconds=8, memory_mb=64)


@pytest.fixture(scope="module")
def engine():
    """One warm engine, not the one that other tests use: here processes are killed."""
    needs_jail()
    with Engine() as started:
        started.run(learner("1"))
        yield started


def meanwhile(engine: Engine, source: str) -> threading.Thread:
    """Start a notebook of one cell; return when it is half a second old."""
    thread = threading.Thread(target=lambda: engine.run(learner(source)))
    thread.start()
    time.sleep(0.5)
    return thread


def inside(engine: Engine) -> psutil.Process:
    """Return the first process of the learner's jail that runs now."""
    (run,) = engine.executor._runs
    return psutil.Process(run.learner.process.pid)


def niceness(engine: Engine) -> list[int]:
    """Return the niceness of each process of the jail that runs now."""
    if not engine.executor._runs:
        return []
    jailed = [inside(engine), *inside(engine).children()]
    return [os.getpriority(os.PRIO_PROCESS, process.pid) for process in jailed]


def below(engine: Engine) -> list[psutil.Process]:
    """Return everything that the engine has started."""
    return psutil.Process(engine.executor._warm._process.pid).children(recursive=True)


WALLS = {
    "families": cells.FAMILIES,
    "refused": cells.REFUSALS,
    "other tables": cells.OTHER_TABLES,
}


@is_intel
@pytest.mark.parametrize("way", WALLS)
def test_no_system_call_leads_out(engine, way):
    engine.check(learner(WALLS[way]))


def test_no_rights_and_nowhere_to_write(engine):
    engine.check(learner(cells.RIGHTS))


def test_two_jails_share_no_terminal(engine):
    other = meanwhile(engine, cells.TERMINAL)
    engine.check(learner(cells.TERMINALS_OF_OTHERS))
    other.join()


def test_commands_still_have_a_terminal(engine):
    (cell,) = engine.run(learner("!tty"))
    assert text_of(cell).strip() == "/dev/pts/0"


UNCOUNTED = {
    "shared memory out of sight": cells.OUT_OF_SIGHT,
    "page tables": cells.PAGE_TABLES,
    "descriptors": cells.DESCRIPTORS,
    "programs": cells.PROGRAMS,
    "while its reply drips": cells.DRIPS,
}


@pytest.mark.parametrize("way", UNCOUNTED)
def test_all_memory_is_counted(engine, way):
    hog, after = engine.run(learner(UNCOUNTED[way]), learner("1"), limits=SMALL)
    assert hog.outcome == "memory", (hog.outcome, hog.notes, error_of(hog))
    assert hog.seconds < 5
    assert after.outcome == "ok"


def test_shared_memory_of_honest_size_is_no_matter(engine):
    source = "import mmap; area = mmap.mmap(-1, 32 << 20); area.write(bytes(32 << 20))"
    engine.check(learner(source + "; import time; time.sleep(0.6)"))


def test_a_crowd_gives_way(engine):
    crowd = meanwhile(engine, cells.CROWD)
    nice: list[int] = []
    while crowd.is_alive() and not (len(nice) > 9 and min(nice[1:]) >= 10):
        time.sleep(0.1)
        nice = niceness(engine) or nice
    crowd.join()
    assert len(nice) > 9
    assert min(nice[1:]) >= 10  # all but the first, which must be able to end


def test_a_fork_bomb_is_over_soon(engine):
    bomb, after = engine.run(learner(cells.FORK_BOMB), learner("1"))
    assert bomb.notes == ("the answer was ended: more than 64 processes",)
    assert bomb.seconds < 6
    assert after.outcome == "ok"


def test_a_few_processes_keep_their_share(engine):
    source = cells.CROWD.replace("range(30)", "range(3)")
    few = meanwhile(engine, source)
    time.sleep(0.8)
    nice = niceness(engine)
    few.join()
    assert nice == [os.getpriority(os.PRIO_PROCESS, 0)] * 4


def test_a_learners_cell_has_no_incidents_to_tell(engine):
    from engine_running import MODULES

    from autograder.grade.execution import Job

    steps = (learner(cells.INCIDENTS), learner("1"), learner("2"))
    result = engine.executor.execute(Job(steps, limits=SMALL, modules=MODULES))
    assert result.incidents == ()


def test_an_error_that_is_always_kept_is_small(engine):
    (cell,) = engine.run(learner(cells.LONG_ERROR))
    assert error_of(cell).startswith("ValueError: x")
    assert len(str(cell.outputs)) < 200_000


def test_output_of_long_characters_is_no_crash(engine):
    loud, after = engine.run(learner("print(chr(0x1F600) * 990_000)"), learner("1"))
    assert (loud.outcome, after.outcome) == ("ok", "ok")


def test_nothing_of_an_earlier_notebook_is_in_memory(engine):
    word = "mark" + secrets.token_hex(6)
    answer = f"held = ['{word}' + 'deadbeef'] * 3"
    test = f"assert held[0] != '{word}0badf00d'"
    engine.check(learner(answer), graded(test))
    search = cells.SEARCH.replace("@BACKWARDS@", word[::-1])
    later, same = (
        engine.run(learner(search))[0],
        engine.run(learner(answer + search))[0],
    )
    assert text_of(later) == "found 0\n"
    assert text_of(same) != "found 0\n"  # the search does find what is there


def test_jobs_leave_nothing_behind(engine):
    def held() -> tuple[int, int, list[int]]:
        me, warm = psutil.Process(), below(engine)
        return me.num_fds(), me.num_threads(), [one.num_fds() for one in warm]

    engine.run(learner("x = 1"), graded("assert x == 1"))
    time.sleep(0.5)  # what has to end is given time
    before = held()
    for _ in range(10):
        engine.check(learner("x = 1"), graded("assert x == 1"))
        engine.run(learner("import os; os._exit(1)"))
    time.sleep(0.5)
    assert held() == before


@pytest.mark.parametrize("victim", ["worker", "zygote", "bwrap"])
def test_killing_what_jails_are_forked_from_stops_no_one_else(engine, victim):
    source = "import subprocess as s, time; s.Popen(['sleep', '50']); time.sleep(4)"
    lost = meanwhile(engine, source)
    jail, family = inside(engine), below(engine)
    worker = jail.parent()
    zygote, outer = worker.parent(), family[0].parent()
    ends = family if victim != "worker" else [jail, *jail.children(recursive=True)]
    {"worker": worker, "zygote": zygote, "bwrap": outer}[victim].kill()
    engine.check(learner("x = 1"), graded("assert x == 1"))
    lost.join()
    assert psutil.wait_procs(ends, timeout=5)[1] == []


def test_a_reply_that_drips_in_does_not_move_the_deadline():
    ours, theirs = socket.socketpair()
    seen: list[float] = []
    channel = Channel(ours, 1000)
    channel.meanwhile = lambda: seen.append(time.monotonic())
    channel.deadline = time.monotonic() + 0.8

    def drip() -> None:
        theirs.send((500).to_bytes(8, "big"))
        for _ in range(30):
            theirs.send(b"x")
            time.sleep(0.05)

    thread = threading.Thread(target=drip)
    thread.start()
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        channel.receive()
    assert time.monotonic() - started < 1.2
    assert len(seen) >= 2
    thread.join()


def test_who_does_not_read_is_not_waited_for():
    ours, theirs = socket.socketpair()
    channel = Channel(ours, 1000)
    channel.deadline = time.monotonic() + 0.3
    with theirs, pytest.raises(TimeoutError):
        channel.send(bytes(2**22))


def test_a_thousand_open_descriptors_are_no_end():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 2000:
        pytest.skip("this machine allows few descriptors")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2000), hard))
    ours, theirs = socket.socketpair()
    high = os.dup2(ours.fileno(), 1500)
    ours.close()
    channel = Channel(socket.socket(fileno=high), 1000)
    Channel(theirs, 1000).send(b"hello")
    assert channel.receive() == b"hello"
    channel.close()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
