internal import ArgumentParser
import DocumentTree
import GateConfiguration
import GateModel
import LocalFiles

/// `gate shards`: shows that the reports of all shards together leave nothing out.
struct ShardsCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "shards",
    abstract: "Say whether these JSON reports of `gate check --shard` are of one split, and all of it.",
    discussion: """
      Exit status: 0 they are, 1 something is missing, twice there or of another split. With --record: writes \
      \(CheckTimes.fileName), by which `gate check --shard` gives each shard about as much to do once it is tracked.
      """)

  @Flag(
    name: .customLong("record"),
    help: "Write how long checks take, by these reports, or where there are none by what this machine knows.")
  var isRecorded = false

  @Argument(help: ArgumentHelp("Reports that `--format json` wrote, one a shard.", valueName: "report"))
  var reports: [String] = []

  /// Larger files are no reports.
  private static let sizeLimit = 1 << 30

  mutating func validate() throws {
    if reports.isEmpty, !isRecorded { throw ValidationError("Which reports?") }
  }

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    if isRecorded {
      var documents: [DocumentNode] = []
      for name in reports { documents.append(try document(name, in: context)) }
      return try TimesRecorder(context: context).record(documents)
    }
    var parts: [Part] = []
    for name in reports { parts.append(try part(name, in: context)) }
    if let problem = Self.problem(in: parts) {
      context.print("gate: \(problem)\n")
      return .failed
    }
    context.print(
      "gate: \(parts.count) shards have all \(parts.first?.units ?? "0") pieces, split \(parts.first?.digest ?? "")\n")
    return .passed
  }

  /// What one report says of the split.
  private struct Part {
    var name: String
    var index: String
    var count: String
    var units: String
    var digest: String
  }

  private static func problem(in parts: [Part]) -> String? {
    guard let first = parts.first else { return "no reports" }
    for part in parts where (part.digest, part.count) != (first.digest, first.count) {
      return "\(part.name) is not of the same split as \(first.name)"
    }
    var seen: Set<String> = []
    for part in parts where !seen.insert(part.index).inserted {
      return "\(part.name): shard \(part.index) is there twice"
    }
    let missing = (1...max(1, Int(first.count) ?? 1)).map(String.init).filter { !seen.contains($0) }
    return missing.isEmpty ? nil : "no report of shard \(missing.joined(separator: ", ")) of \(first.count)"
  }

  private func document(_ name: String, in context: CommandContext) throws(CommandFailure) -> DocumentNode {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try LocalFiles.read(context.directory.resolving(LocalPath(name)), limit: Self.sizeLimit)
    } catch {
      throw CommandFailure(.misuse, error.description)
    }
    do throws(DocumentError) {
      return try JSONDocument.parse(bytes)
    } catch {
      throw CommandFailure(.misuse, "\(name) is no report of gate: \(error.message)")
    }
  }

  private func part(_ name: String, in context: CommandContext) throws(CommandFailure) -> Part {
    let shard = try document(name, in: context)["shard"]
    let values = ["index", "count", "units", "digest"].map { shard?[$0]?.scalarText }
    guard let index = values[0], let count = values[1], let units = values[2], let digest = values[3] else {
      throw CommandFailure(
        .misuse, "\(name) is no report on a shard", hint: "gate check --shard 1/2 --report json=\(name)")
    }
    return Part(name: name, index: index, count: count, units: units, digest: digest)
  }
}
