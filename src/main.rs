//! The `adr` command.

/// Parsing, drawing and rendering take and give back many small pieces on all threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    adr::cli::main()
}
