//! What the process that reads a file from outside may use.

use std::io;
use std::process::exit;
use std::thread;
use std::time::Duration;

/// Most memory of the reading process, in bytes: address space on Linux, the heap elsewhere. A list of 300,000 rows takes
/// half of it.
const MEMORY: u64 = 300 << 20;
/// Time for a file of any size.
const TIME: Duration = Duration::from_secs(8);
/// Bytes of the file that are worth another second, on a slow machine.
const BYTES_A_SECOND: usize = 1 << 20;

/// Longest time for a file of this size, in bytes. What is packed small and takes long is no list of children.
pub(super) fn time(bytes: usize) -> Duration {
    TIME + Duration::from_secs((bytes / BYTES_A_SECOND) as u64)
}

/// Limits the memory of this process for the rest of its life.
#[cfg(target_os = "linux")]
pub(super) fn set() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = |amount| Rlimit {
        current: Some(amount),
        maximum: Some(amount),
    };
    setrlimit(Resource::As, most(MEMORY))?;
    // No picture of the memory on the disk: it would hold what the file says of children.
    setrlimit(Resource::Core, most(0))?;
    Ok(())
}

/// Limits the memory of this process for the rest of its life.
#[cfg(not(target_os = "linux"))]
pub(super) fn set() -> io::Result<()> {
    // No safe library sets the memory of a job object on Windows, and macOS does not keep to its own limit. All that the
    // readers take comes from the heap, so the heap is limited.
    HEAP.set_limit(MEMORY as usize)
        .map_err(|()| io::ErrorKind::OutOfMemory.into())
}

/// The heap of the program, with a limit that only the reading process sets.
#[cfg(not(target_os = "linux"))]
#[global_allocator]
static HEAP: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, usize::MAX);

/// Ends this process when the time for a file of this size is over, so that it does not go on when the program that started
/// it was killed.
pub(super) fn watch(bytes: usize) {
    let most = time(bytes);
    // Without the thread, whoever waits for the answer ends the process.
    drop(thread::Builder::new().stack_size(64 << 10).spawn(move || {
        thread::sleep(most);
        exit(1);
    }));
}
