import GateModel
import LocalFiles
import ToolProcess

/// The command line of a tests check: the runner's own, or the one of `run:`, in which the runner is recognised by its words.
struct TestInvocation: Sendable {
  /// `nil` where nobody knows which runner it is.
  let adapter: (any TestAdapter)?
  /// `nil` where the runner's own command line is meant.
  let template: CommandTemplate?
  /// Where the runner is called in the words of `template`; `nil` where a wrapper calls it, or nothing can be told.
  private let mark: Range<Int>?

  /// - Throws: `CheckError` if neither is given, or they make no sense.
  init(run: String?, runner: String?) throws(CheckError) {
    let named = try runner.map { name throws(CheckError) in
      guard let adapter = TestAdapters.named(name) else {
        throw CheckError(
          "there is no test runner \(name)",
          hint: "known are \(TestAdapters.all.map(\.name).joined(separator: ", ")); or say how with `run`")
      }
      return adapter
    }
    template = try run.map { text throws(CheckError) in try CommandTemplate(text) }
    guard let template else {
      guard let named else { throw CheckError("neither `run` nor `runner` is given") }
      adapter = named
      mark = nil
      return
    }
    let words = template.words
    let found = TestAdapters.recognised(in: words)
    // What is hidden in a script is known by its words too, only not where they stand.
    let hidden = template.isShell ? TestAdapters.recognised(in: template.allWords)?.adapter : nil
    adapter = named ?? found?.adapter ?? hidden
    mark = adapter.flatMap { TestAdapters.place(of: $0, in: words) }
  }

  /// Whether gate can ask for a report on coverage: where it writes the command line, and knows how.
  func canCover(in directory: LocalPath) -> Bool { template == nil && adapter?.covering(to: directory) != nil }

  /// How it is called in messages.
  var name: String { template?.text ?? adapter?.name ?? "tests" }

  /// Whether it can be given test files.
  var takesFiles: Bool { template.map(\.takesFiles) ?? (adapter?.takesFiles == true) }

  /// Whether the runner surely reports: one behind a wrapper may not have got word of it, and a `run:` may ask for another
  /// report itself.
  var surelyReports: Bool {
    guard let adapter, adapter.name != "npm" else { return false }
    return template == nil || (mark != nil && adapter.reportsInOutput)
  }

  /// What stands for the report in the cache key: how a run is judged.
  var definition: [String] { [adapter?.name ?? "", template?.text ?? ""] }

  /// The words of the command, the program first.
  struct Words: Sendable {
    var executable: LocalPath
    var arguments: [[UInt8]]
    var environment: [String: String]
  }

  /// The command on `units`, all tests where there are none, which writes its report to `place`.
  ///
  /// - Parameters:
  ///   - program: the words that start the runner, without the program itself, and where that is.
  ///   - environment: what the command gets.
  ///   - coverage: the directory for a report on coverage, `nil` where none is asked for.
  func words(
    for units: [TestUnit], _ program: (executable: LocalPath, words: [String]), environment: [String: String],
    reportingTo place: ReportPlace, coverage: LocalPath? = nil
  ) throws(CheckError) -> Words {
    var reporting = try adapter?.reporting(to: place) ?? TestReporting()
    if let coverage, let more = adapter?.covering(to: coverage) { reporting.add(more) }
    var words = Words(executable: program.executable, arguments: [], environment: environment)
    for (name, value) in reporting.environment {
      // What the user gives comes first: of two the later option counts.
      words.environment[name] =
        name.hasSuffix("OPTS") ? [environment[name], value].compactMap { $0 }.joined(separator: " ") : value
    }
    let chosen = adapter.map { $0.arguments(for: units) } ?? units.flatMap(\.arguments)
    let all = units.isEmpty ? adapter?.allArguments ?? [] : []
    let given = chosen + all.map { Array($0.utf8) }
    if let template {
      words.arguments = arguments(template, given, reporting)
    } else {
      var own = Array(program.words)
      if let replacement = reporting.replacement,
        let mark = adapter.flatMap({ TestAdapters.place(of: $0, in: ["-"] + own) })
      {
        own.replaceSubrange((mark.lowerBound - 1)..<(mark.upperBound - 1), with: replacement)
      }
      words.arguments = (own + reporting.arguments).map { Array($0.utf8) } + given
    }
    if adapter?.mergesStreams == true {
      words.arguments =
        [Array("-c".utf8), Array("exec \"$0\" \"$@\" 2>&1".utf8), words.executable.bytes] + words.arguments
      words.executable = LocalPath("/bin/sh")
    }
    return words
  }

  /// The arguments of a `run:`, with those that ask for a report behind the words that call the runner.
  private func arguments(
    _ template: CommandTemplate, _ given: [[UInt8]], _ reporting: TestReporting
  ) -> [[UInt8]] {
    guard case .direct(var words) = template.form else { return template.arguments(given) }
    let options: [String?] = reporting.arguments
    if let mark {
      if let replacement = reporting.replacement {
        words.replaceSubrange(mark, with: replacement.map { Optional($0) } + options)
      } else {
        words.insert(contentsOf: options, at: mark.upperBound)
      }
    } else if let separator = words.firstIndex(of: "--") {
      // `npm test -- {files}`: what follows reaches the runner.
      words.insert(contentsOf: options, at: separator + 1)
    }
    return words.dropFirst().flatMap { word in word.map { [Array($0.utf8)] } ?? given }
  }
}

extension CommandTemplate {
  /// The words of a command that needs no shell, `{files}` standing as it was written.
  var words: [String] {
    guard case .direct(let words) = form else { return [] }
    return words.map { $0 ?? "{files}" }
  }

  /// Whether a shell runs it.
  var isShell: Bool {
    if case .shell = form { true } else { false }
  }
}
