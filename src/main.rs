//! The `adr` command.

fn main() -> std::process::ExitCode {
    adr::cli::main()
}
