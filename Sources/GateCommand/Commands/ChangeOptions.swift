internal import ArgumentParser

/// Which change a command is about: options that several share. What is staged where none is given.
struct ChangeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("What B brings since it left A.", valueName: "A..B"))
  var range: String?

  @ArgumentParser.Flag(help: "What a push would bring to the upstream branch.")
  var push = false

  @ArgumentParser.Flag(help: "The change that this CI job is about.")
  var ci = false

  mutating func validate() throws {
    if [range != nil, push, ci].count(where: { $0 }) > 1 {
      throw ValidationError("--range, --push and --ci exclude one another.")
    }
  }

  func request(in context: CommandContext) -> ScopeRequest {
    if let range { return .range(range) }
    if push { return .push }
    return ci ? .ci(CIJob.range(in: context)) : .staged
  }
}
