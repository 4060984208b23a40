import GateCommand

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@main
struct Gate {
  static func main() async {
    exit(await runGate(Array(CommandLine.arguments.dropFirst())))
  }
}
