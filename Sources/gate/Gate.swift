import GateCommand

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@main
struct Gate {
  /// Not `async`: with that, libdispatch lets in every signal on this thread before a line of ours has run.
  static func main() {
    prepareForSignals()
    let arguments = Array(CommandLine.arguments.dropFirst())
    // Detached: this thread does nothing else.
    Task.detached { exit(await runGate(arguments)) }
    while true { pause() }
  }
}
