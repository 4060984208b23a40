import GateCommand

@main
struct Gate {
  static func main() async {
    await runGate()
  }
}
