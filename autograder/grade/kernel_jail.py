"""The spawned engine: a fresh kernel a notebook, in a jail, driven from outside.

Any kernel that Jupyter knows: IPython in the grader's own Python, or the one that
the notebook names. With a GPU the jail shows its devices, too.
"""

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from jupyter_client.kernelspec import KernelSpec
from nbformat import NotebookNode

from autograder.errors import CourseError
from autograder.grade.bubblewrap import (
    HOME,
    Jail,
    gpu_devices,
    kernel_environment,
    require_bubblewrap,
)
from autograder.grade.execution import (
    CellResult,
    Job,
    NotebookResult,
    Outcome,
)
from autograder.grade.kernel_client import SILENT, MeteredClient, QuietKernelManager
from autograder.grade.kernel_specs import OWN, NamedKernel, find_kernel
from autograder.grade.kernel_start import (
    code_only,
    kernel_command,
    kernel_settings,
    scratch,
    write_files,
)
from autograder.grade.outputs import CUT, clean_outputs
from autograder.grade.watcher import Watcher, end_tree

__all__ = ["KernelExecutor"]

# Seconds that an interrupted cell has to end; then its kernel is killed.
GRACE = 2.0
LOG = "kernel.log"


class KernelExecutor:
    """Runs each notebook in a fresh kernel.

    The notebook stays outside: cells go in one by one over unix sockets in a
    private folder, outputs come back the same way, and limits of time are kept
    from outside.

    Parameters
    ----------
    sandbox : {"bwrap", "none"}
        "none" runs the kernel without a jail: for trusted work only.
    gpu : bool
        Show the GPUs of this machine: those that CUDA_VISIBLE_DEVICES names in the
        grader's own environment, all without it.
    """

    def __init__(
        self, sandbox: Literal["bwrap", "none"] = "bwrap", gpu: bool = False
    ) -> None:
        self.sandbox, self.gpu = sandbox, gpu
        self._live: set[int] = set()
        self._lock = threading.Lock()
        self._stopped = False

    def __enter__(self) -> Self:
        """Prove that the sandbox works here, and that there is a GPU if need be.

        Raises
        ------
        CourseError
            If not.
        """
        if self.sandbox == "bwrap":
            require_bubblewrap()
        if self.gpu and not gpu_devices():
            raise CourseError("no GPU here: there is no /dev/nvidia0; grade without it")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Kill the kernels that still run."""
        self.stop()

    def stop(self) -> None:
        """Kill all kernels; start no more."""
        with self._lock:
            self._stopped = True
            live = list(self._live)
        for pid in live:
            end_tree(pid)

    def execute(self, job: Job) -> NotebookResult:
        """Run `job` in a kernel of its own (see `Executor.execute`)."""
        return asyncio.run(_Run(self, job).all_cells())

    @contextlib.contextmanager
    def registered(self, pid: int) -> Any:
        """Keep a kernel in the list that `stop` goes through."""
        with self._lock:
            self._live.add(pid)
            stopped = self._stopped
        if stopped:
            end_tree(pid)
        try:
            yield
        finally:
            with self._lock:
                self._live.discard(pid)


class _Run:
    """One notebook in one kernel."""

    def __init__(self, owner: KernelExecutor, job: Job) -> None:
        self.owner, self.job, self.limits = owner, job, job.limits
        self.kernel: NamedKernel | None = None
        if job.kernel != OWN:
            self.kernel = find_kernel(job.kernel, kernel_environment(HOME))
        self.dead: Outcome | None = None
        self.notes: list[str] = []

    async def all_cells(self) -> NotebookResult:
        results: list[CellResult] = []
        # What a dying kernel leaves in the loop is in the result; say no more of it.
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
        async with self._kernel() as client:
            self.deadline = time.monotonic() + self.limits.notebook_seconds
            for index, cell in enumerate(client.nb.cells):
                results.append(await self._cell(client, cell, index))
        return NotebookResult(results, tuple(self.notes))

    @contextlib.asynccontextmanager
    async def _kernel(self) -> AsyncIterator[MeteredClient]:
        # A short path: unix sockets have room for about 100 characters.
        with scratch() as folder:
            manager = self._manager(folder)
            client = MeteredClient(
                code_only(self.job), km=manager, allow_errors=True, timeout=None,
                startup_timeout=self.limits.start_seconds, record_timing=False,
                log=SILENT,
                output_bytes=self.limits.output_bytes,
            )  # fmt: skip
            client.on_cell_executed = _remember_reply(client)
            await self._start(client, folder)
            pid: int = manager.provisioner.pid  # type: ignore[union-attr]
            self.watcher = Watcher(pid, folder / "sockets", self.limits)
            self.watcher.start()
            try:
                with self.owner.registered(pid):
                    await self._connect(client, folder)
                    yield client
            finally:
                self.watcher.close()
                end_tree(pid)
                await _close(manager, client)

    def _manager(self, folder: Path) -> QuietKernelManager:
        sockets, files = folder / "sockets", folder / "work"
        sockets.mkdir(mode=0o700)
        write_files(self.job.files, files)
        inner = kernel_command(self.limits, self.kernel)
        if self.owner.sandbox == "bwrap":
            shown = self.kernel.folders if self.kernel else ()
            nodes = gpu_devices() if self.owner.gpu else ()
            settings = kernel_settings(HOME, self.kernel, self.owner.gpu)
            jail = Jail(sockets, files, self.limits, shown, nodes, settings)
            inner = jail.command(inner)
        manager = QuietKernelManager(
            kernel_name=self.job.kernel, transport="ipc",
            connection_file=str(sockets / "kernel.json"),
        )  # fmt: skip
        # By message: a signal would hit the jail, not the kernel inside it.
        manager._kernel_spec = KernelSpec(
            argv=inner, interrupt_mode="message", language=self.job.language
        )
        return manager

    async def _start(self, client: MeteredClient, folder: Path) -> None:
        with (folder / LOG).open("wb") as log:
            await client.async_start_new_kernel(
                stdout=log, stderr=log, **self._place(folder)
            )

    async def _connect(self, client: MeteredClient, folder: Path) -> None:
        try:
            await client.async_start_new_kernel_client()
        except Exception as error:
            said = (folder / LOG).read_bytes()[-2000:].decode("utf-8", "replace")
            why = (said.strip().splitlines() or [str(error)])[-1]
            raise RuntimeError(f"the kernel did not start: {why}") from error

    def _place(self, folder: Path) -> dict[str, Any]:
        if self.owner.sandbox == "bwrap":
            return {"cwd": str(folder), "env": {}}
        home = folder / "home"
        home.mkdir(exist_ok=True)
        settings = kernel_settings(str(home), self.kernel, self.owner.gpu)
        return {"cwd": str(folder / "work"), "env": settings}

    async def _cell(
        self, client: MeteredClient, cell: NotebookNode, index: int
    ) -> CellResult:
        if self.job.steps[index].kind == "skip":
            return CellResult("skipped")
        if self.dead:
            return CellResult("crashed", notes=("the kernel had ended before this",))
        left = self.deadline - time.monotonic()
        if left <= 0:
            return CellResult("timeout", notes=("the notebook's time was used up",))
        client.begin_cell()
        started = time.monotonic()
        patience = min(left, self.limits.cell_seconds)
        outcome = await self._run(client, cell, index, patience)
        seconds = time.monotonic() - started
        outputs = clean_outputs(cell.outputs, self.limits.output_bytes)
        notes = (CUT,) if client.was_cut else ()
        if self.dead and self.watcher.reason:
            notes += (f"the kernel was ended: {self.watcher.reason}",)
        return CellResult(outcome, outputs, seconds, notes)

    async def _run(
        self, client: MeteredClient, cell: NotebookNode, index: int, patience: float
    ) -> Outcome:
        """Run one cell; interrupt it, then kill it, when its time is up."""
        task = asyncio.ensure_future(client.async_execute_cell(cell, index))
        await asyncio.wait({task}, timeout=patience)
        late = not task.done()
        if late:
            with contextlib.suppress(Exception):
                await client.km.interrupt_kernel()  # type: ignore[union-attr, misc]
            await asyncio.wait({task}, timeout=GRACE)
        if not task.done():
            self.dead = "timeout"
            end_tree(self.watcher.pid)
            task.cancel()
            await asyncio.wait({task})
            return "timeout"
        if task.exception() is not None:
            end_tree(self.watcher.pid)
            self.dead = "timeout" if late else self.watcher.verdict or "crashed"
            return self.dead
        return "timeout" if late else _outcome(cell, client.reply)


def _outcome(cell: NotebookNode, reply: Any) -> Outcome:
    """Tell an error by output or by reply: a cell that hides one is not believed."""
    errors = [o for o in cell.outputs if o.get("output_type") == "error"]
    failed = not isinstance(reply, dict) or reply.get("status") != "ok"
    if failed and not errors:
        known = reply if isinstance(reply, dict) else {}
        said = {key: known.get(key, "") for key in ("ename", "evalue")}
        errors = [NotebookNode(output_type="error", traceback=[], **said)]
        cell.outputs = [*cell.outputs, *errors]
    if not errors:
        return "ok"
    last = f"{errors[-1].get('ename')}: {errors[-1].get('evalue')}"
    starved = last.startswith("MemoryError") or "can't allocate memory" in last
    return "memory" if starved else "error"


def _remember_reply(client: MeteredClient) -> Any:
    def remember(cell: Any, cell_index: int, execute_reply: Any) -> None:
        client.reply = execute_reply.get("content") if execute_reply else None

    return remember


async def _close(manager: QuietKernelManager, client: MeteredClient) -> None:
    """Free sockets and contexts; the process is gone already."""
    with contextlib.suppress(Exception):
        await manager.shutdown_kernel(now=True)
    with contextlib.suppress(Exception):
        if client.kc is not None:
            client.kc.stop_channels()
    with contextlib.suppress(Exception):
        manager.context.destroy(linger=0)
