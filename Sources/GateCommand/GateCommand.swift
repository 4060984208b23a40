package import ArgumentParser

/// The command line of gate.
package struct GateCommand: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "gate", abstract: "A git hook manager and local quality gate.")

  package init() {}
}

/// Runs the command that the arguments of the process name, and ends the process with its status.
package func runGate() async {
  await GateCommand.main()
}
