/** How long something takes on a machine that others use at the same time: in seconds of this thread's own work. */
export async function cpuSecondsOf(work: () => Promise<void> | void): Promise<number> {
  const begun = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(begun);
  return (user + system) / 1e6;
}
