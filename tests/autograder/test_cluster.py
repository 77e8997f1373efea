"""Grading on many machines: a real scheduler and workers, all on the loopback."""

import contextlib
import dataclasses
import json
import re
import shutil
import signal
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import dask
import psutil
import pytest
from cluster_running import running, wait_until
from grade_running import grades, needs_jail, score
from nbformat.v4 import new_code_cell
from toy_course import RIGHT, answered, make_course, submit

import autograder
from autograder.cluster.answers import Refused, failed, read_answer, refused
from autograder.cluster.executor import ClusterExecutor
from autograder.course import find_course
from autograder.errors import CourseError, ExecutorLostError
from autograder.grade.class_run import ClassRun
from autograder.grade.execution import CellResult, Job, Limits, NotebookResult, Step
from autograder.grade.kernel_jail import KernelExecutor

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.cluster,
    pytest.mark.xdist_group("cluster"),
]
ONE = Job((Step("learner", "6 * 7"), Step("skip")))
SLOW = Job((Step("learner", "import time; time.sleep(60)"),))
ATTACH = """
import socket
def reached(place):
    try:
        socket.create_connection(place, timeout=2).close()
        return True
    except OSError:
        return False
places = {places}
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Three workers; a test may end one of them."""
    with running(tmp_path_factory.mktemp("cluster"), workers=3) as started:
        yield started


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """A scheduler alone; it gives up a job that has ended one worker."""
    settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with running(tmp_path_factory.mktemp("alone"), workers=0, **settings) as started:
        yield started


@pytest.fixture
def bare(scheduler):
    """That scheduler, without workers before and after the test."""
    yield scheduler
    scheduler.end_workers()


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path / "course")


def run_class(root, executor, output, tell=lambda done: None, workers=3):
    """Grade the toy course's class; return the report."""
    run = ClassRun(
        find_course(root), "ps1", root / "submitted", output,
        f"sqlite:///{output}/gradebook.db", executor, workers=workers,
    )  # fmt: skip
    return run.run(lambda done, total: tell(done))


def verdicts(output):
    """Return scores and statuses, without the seconds."""
    return {
        key: (row["score"], row["max_score"], row["status"])
        for key, row in grades(output).items()
    }


def jails(worker: psutil.Process) -> list[psutil.Process]:
    return worker.children(recursive=True) if worker.is_running() else []


def at_work(cluster) -> list[psutil.Process]:
    return [worker for worker in cluster.workers if jails(worker)]


def hand_in_slowly(root, count):
    """Hand in `count` right answers and one wrong one, each a moment's work."""
    slow = answered()
    slow.cells.insert(1, new_code_cell("import time; time.sleep(1)"))
    for number in range(count):
        submit(root, f"learner{number}", slow)
    submit(root, "wrong", answered({**RIGHT, "square": "def square(x):\n    return 9"}))


@needs_jail
def test_a_worker_killed_in_the_middle_costs_nobody_a_grade(cluster, course, tmp_path):
    hand_in_slowly(course, 5)
    victims: list[psutil.Process] = []

    def kill_one(done):
        if not victims:
            wait_until(lambda: at_work(cluster))
            cluster.note_children()
            victims.append(at_work(cluster)[0])
            victims[0].kill()

    far, near = tmp_path / "far", tmp_path / "near"
    report = run_class(course, ClusterExecutor(cluster.address), far, kill_one)
    assert victims
    assert not report.failures
    run_class(course, KernelExecutor(), near, workers=2)
    assert len(verdicts(far)) == 12
    assert verdicts(far) == verdicts(near)
    assert (score(far, "learner0"), score(far, "wrong")) == (5, 3)


@needs_jail
def test_a_batch_system_that_ends_a_worker_crashes_no_notebook(cluster):
    steps = [Step("learner", f"import time; time.sleep(1.5); {n}") for n in range(3)]
    with ClusterExecutor(cluster.address) as executor, ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(executor.execute, Job((step,))) for step in steps]
        wait_until(lambda: at_work(cluster))
        victim = at_work(cluster)[0]
        below = cluster.note_children() & set(jails(victim))
        for process in [*below, victim]:  # SLURM signals every process of a job
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGTERM)
        results = [one.result(timeout=60) for one in waiting]
    assert victim.wait(30) is not None
    assert [result.cells[0].outcome for result in results] == ["ok"] * 3


@needs_jail
def test_a_submission_reaches_neither_scheduler_nor_workers(cluster, course, tmp_path):
    ports = set(re.findall(r"tcp://127.0.0.1:(\d+)", cluster.log))
    mine = [known.address for known in chain(*psutil.net_if_addrs().values())
            if known.family == socket.AF_INET]  # fmt: skip
    places = [(host, int(port)) for host in mine for port in sorted(ports)]
    attack = ATTACH.replace("{places}", repr(places))
    hostile = answered(
        {**RIGHT, "square": f"{attack}\ndef square(x):\n"
         "    assert any(reached(place) for place in places)\n    return x * x"}
    )  # fmt: skip
    submit(course, "hostile", hostile)
    submit(course, "honest")
    outside: dict = {}
    exec(attack, outside)
    assert outside["reached"](("127.0.0.1", int(cluster.address.rpartition(":")[2])))
    before = cluster.log
    report = run_class(course, ClusterExecutor(cluster.address), tmp_path / "out")
    assert not report.failures
    assert score(tmp_path / "out", "honest") == 5
    assert verdicts(tmp_path / "out")["hostile", "square-tests"][0] == "0"
    said = cluster.log.removeprefix(before)
    # The coordinator came and went; nobody else did.
    assert said.count("Receive client connection") == 1
    assert not re.search(r"WARN|ERROR|Traceback", said)


@needs_jail
def test_one_job_asked_for_twice_at_once_runs_once(cluster):
    job = Job((Step("learner", "import uuid, time; time.sleep(1); str(uuid.uuid4())"),))
    with ClusterExecutor(cluster.address) as executor:
        assert 1 <= executor.slots <= 3
        with ThreadPoolExecutor(3) as pool:
            results = list(pool.map(executor.execute, [job] * 3))
    assert [result.cells[0].outcome for result in results] == ["ok"] * 3
    assert len({repr(result.cells[0].outputs) for result in results}) == 1


@needs_jail
def test_stop_ends_waiting_soon(cluster):
    with ClusterExecutor(cluster.address) as executor, ThreadPoolExecutor(1) as pool:
        limits = Limits(cell_seconds=4)
        waiting = pool.submit(
            executor.execute, dataclasses.replace(SLOW, limits=limits)
        )
        wait_until(lambda: at_work(cluster))
        executor.stop()
        with pytest.raises(ExecutorLostError, match="finished work is kept"):
            waiting.result(timeout=5)
    cluster.note_children()


def test_dask_takes_no_result_that_would_have_to_be_unpickled(cluster):
    with ClusterExecutor(cluster.address, "none") as executor:
        far = executor._open._client.submit(Path, "x", pure=False)
        with pytest.raises(TypeError, match="serialize"):
            far.result(timeout=20)


@pytest.fixture
def same_code(tmp_path):
    """Return a folder with a copy of this project."""
    package = Path(autograder.__file__).parent
    shutil.copytree(package, tmp_path / "copy" / "autograder")
    shutil.copytree(package.with_name("helpers"), tmp_path / "copy" / "helpers")
    return str(tmp_path / "copy")


@pytest.fixture
def other_code(same_code):
    """Return a folder with another version of this project."""
    with Path(same_code, "autograder", "cli.py").open("a") as file:
        file.write("# newer\n")
    return same_code


@needs_jail
def test_another_version_is_refused_and_both_are_named(bare, other_code):
    executor = ClusterExecutor(bare.address, patience=1)
    with pytest.raises(CourseError, match="has no workers") as none, executor:
        pass
    (other,) = bare.add_workers(1, PYTHONPATH=other_code)
    with pytest.raises(CourseError) as wrong, executor:
        pass
    assert (none.value.exit_code, wrong.value.exit_code) == (1, 1)
    said = str(wrong.value)
    assert len(re.findall(r"autograder \S+ \(code [0-9a-f]{12}\)", said)) == 2
    assert "it has autograder" in said
    assert "this machine has autograder" in said
    assert "\n" not in said
    assert other.is_running()


@needs_jail
def test_a_worker_of_another_version_that_comes_later_is_sent_away(bare, other_code):
    bare.add_workers(1)
    jobs = [Job((Step("learner", f"{number} * 7"),)) for number in range(4)]
    with ClusterExecutor(bare.address) as executor, ThreadPoolExecutor(4) as pool:
        (other,) = bare.add_workers(1, PYTHONPATH=other_code)
        results = list(pool.map(executor.execute, jobs))
        assert other.wait(60) is not None
    values = [result.cells[0].outputs[0]["data"]["text/plain"] for result in results]
    assert values == [str(number * 7) for number in range(4)]


@needs_jail
def test_a_lost_scheduler_ends_the_run_and_the_next_goes_on(course, tmp_path):
    hand_in_slowly(course, 11)
    output, lost_already = tmp_path / "out", []
    with running(tmp_path / "cluster", workers=1) as cluster:

        def lose_it(done):
            if not lost_already:  # others may be done before the loss is noticed
                lost_already.append(done)
                wait_until(cluster.note_children)
                cluster.scheduler.kill()

        with pytest.raises(ExecutorLostError) as lost:
            run_class(course, ClusterExecutor(cluster.address), output, lose_it)
        # Its worker ends by itself, with the jail that it has open.
        assert cluster.workers[0].wait(60) is not None
    assert lost.value.exit_code == 1
    assert re.search("scheduler .* is gone; finished work is kept", str(lost.value))
    kept = set(verdicts(output))
    assert 0 < len(kept) < 24
    report = run_class(course, KernelExecutor(), output)
    again = {done.student for done in report.done if done.skipped}
    assert again == {student for student, _ in kept}
    assert len(verdicts(output)) == 24


@needs_jail
def test_work_that_ends_its_workers_is_one_learners_error(bare):
    (victim,) = bare.add_workers(1)
    executor = ClusterExecutor(bare.address, patience=2)
    with executor, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(executor.execute, SLOW)
        wait_until(bare.note_children)
        victim.kill()
        with pytest.raises(RuntimeError, match="this work ended 1 workers"):
            waiting.result(timeout=20)
        with pytest.raises(ExecutorLostError, match="no worker is left"):
            executor.execute(ONE)
        bare.add_workers(1)
        assert executor.execute(ONE).cells[0].outcome == "ok"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """Do what docs/cluster.md says; return the environment that it makes."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    text = (ROOT / "docs" / "cluster.md").read_text()
    steps = "\n".join(re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL))
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(["bash", "-euc", steps], cwd=folder, check=True, capture_output=True)
    lines = (folder / "grading-tls" / "cluster.env").read_text().splitlines()
    return dict(line.removeprefix("export ").split("=", 1) for line in lines)


@needs_jail
def test_with_tls_only_who_has_a_certificate_comes_in(tmp_path, certificates):
    with running(tmp_path / "tls", 1, "tls", **certificates) as cluster:
        assert cluster.address.startswith("tls://127.0.0.1:")
        known = dask.config.merge(
            dask.config.config, dask.config.collect_env(certificates)
        )
        with dask.config.set(known), ClusterExecutor(cluster.address) as executor:
            result = executor.execute(ONE)
        strangers = [cluster.address, cluster.address.replace("tls:", "tcp:")]
        for address in strangers:
            executor = ClusterExecutor(address, patience=2)
            with (
                pytest.raises(CourseError, match="no scheduler answers") as no,
                executor,
            ):
                pass
            assert no.value.exit_code == 1
            assert "\n" not in str(no.value)
    assert result.cells[0].outputs[0]["data"] == {"text/plain": "42"}


@needs_jail
def test_a_scratch_folder_that_jails_can_read_is_refused(bare, same_code):
    bare.add_workers(1, Path(same_code, "helpers", "scratch"), PYTHONPATH=same_code)
    executor = ClusterExecutor(bare.address)
    with pytest.raises(CourseError, match="can be read in jails") as wrong, executor:
        pass
    assert wrong.value.exit_code == 1


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1:8786", "http://127.0.0.1:8786", "tcp://host", "tcp://host:99999",
     "tcp://a b:1", "", "tls://host:8786/x"],
)  # fmt: skip
def test_what_is_no_address_is_wrong_usage(address):
    with pytest.raises(CourseError, match="looks like tcp://host:8786") as wrong:
        ClusterExecutor(address)
    assert wrong.value.exit_code == 2


def test_nobody_at_the_address_is_said_soon_and_missing_tls_is_warned_of(capsys):
    for address in ("tcp://127.0.0.1:1", "tcp://0.0.0.0:1"):
        executor = ClusterExecutor(address, patience=1)
        with (
            pytest.raises(CourseError, match="no scheduler answers") as nobody,
            executor,
        ):
            pass
        assert nobody.value.exit_code == 1
        assert "\n" not in str(nobody.value)
    (warning,) = capsys.readouterr().err.splitlines()
    assert warning.startswith("No TLS to tcp://0.0.0.0:1")


GOOD = NotebookResult([CellResult("ok", [{"output_type": "stream"}]), CellResult("ok")])


def changed(**more: object) -> bytes:
    return json.dumps({**json.loads(GOOD.to_bytes()), **more}).encode()


def with_cell(**more: object) -> bytes:
    cells = json.loads(GOOD.to_bytes())["cells"]
    return changed(cells=[{**cells[0], **more}, cells[1]])


def test_an_answer_is_read():
    assert read_answer(GOOD.to_bytes(), ONE) == GOOD
    assert read_answer(refused("tcp://a:1", "old"), ONE) == Refused("tcp://a:1", "old")
    with pytest.raises(RuntimeError, match="no kernel"):
        read_answer(failed("no kernel"), ONE)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("text", id="text"),
        pytest.param(bytearray(b"{}"), id="no plain bytes"),
        pytest.param(b"\xff\xfe", id="no JSON"),
        pytest.param(b"[]", id="no object"),
        pytest.param(b"{}", id="no cells"),
        pytest.param(b"[" * 100_000, id="deep"),
        pytest.param(b" " * 40_000_000, id="too large"),
        pytest.param(changed(cells=[]), id="too few cells"),
        pytest.param(changed(cells=7), id="cells are a number"),
        pytest.param(changed(notes=[1]), id="note is a number"),
        pytest.param(changed(incidents=[{}]), id="incident is an object"),
        pytest.param(with_cell(outcome="full marks"), id="unknown outcome"),
        pytest.param(with_cell(outcome=["ok"]), id="outcome is a list"),
        pytest.param(with_cell(outputs={}), id="outputs are an object"),
        pytest.param(with_cell(outputs=["x"]), id="output is text"),
        pytest.param(with_cell(seconds="1"), id="seconds are text"),
        pytest.param(with_cell(score=5), id="a cell with a score"),
    ],
)
def test_what_is_no_answer_is_refused(answer):
    with pytest.raises(ValueError, match="answer"):
        read_answer(answer, ONE)
