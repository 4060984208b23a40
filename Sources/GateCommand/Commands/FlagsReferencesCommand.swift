internal import ArgumentParser
import FeatureFlags
import GateModel
import Reporting

/// `gate flags references`: where code asks for flags.
struct FlagsReferencesCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "references", abstract: "List where code asks for flags.",
    discussion: "Of the tracked files as the index has them. Without keys: of all flags.")

  /// How the places are written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: ArgumentHelp("The flags.", valueName: "key"))
  var keys: [String] = []

  @Option(
    name: .customLong("check"),
    help: ArgumentHelp("The flags of this check alone; may be repeated.", valueName: "id"))
  var checks: [String] = []

  @Option(help: ArgumentHelp("How the answer is written: text or json.", valueName: "format"))
  var format: Format = .text

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let contents = try FlagInquiry(.all, checks: checks, in: context).subjects.map(\.content)
    let known = Set(contents.flatMap { $0.flags.map(\.key) + $0.references.map(\.key) })
    for key in keys where !known.contains(key) {
      throw CommandFailure(
        .misuse, "no flag is called \"\(key)\"",
        hint: NearestName.match(for: key, among: known.sorted()).map { "did you mean \"\($0)\"?" })
    }
    let references = contents.flatMap { $0.references + $0.mentions + $0.unresolved }.filter { reference in
      keys.isEmpty || keys.contains(reference.key)
    }
    switch format {
    case .text: context.print(references.map(Self.line).joined())
    case .json: context.print(JSONValue.array(references.map(Self.json)).text)
    }
    return .passed
  }

  /// `src/shop.py:4:12: checkout, by get_boolean_value`
  private static func line(_ reference: FlagReference) -> String {
    let column = reference.range.column.map { ":\($0)" } ?? ""
    let call = reference.call.isEmpty ? "" : ", by \(TerminalText.safe(reference.call))"
    let kind = reference.kind == .read ? "" : " (\(reference.kind.rawValue))"
    let key = reference.key.isEmpty ? "a computed key" : TerminalText.safe(reference.key)
    return "\(reference.path):\(reference.range.line)\(column): \(key)\(call)\(kind)\n"
  }

  private static func json(_ reference: FlagReference) -> JSONValue {
    .object([
      ("key", .string(reference.key)), ("kind", .string(reference.kind.rawValue)),
      ("path", .string("\(reference.path)")), ("line", .integer(reference.range.line)),
      ("column", .place(reference.range.column)), ("call", .string(reference.call)),
      ("client", .optional(reference.client?.rawValue)), ("type", .optional(reference.type?.rawValue)),
      ("test", .bool(reference.isTest)),
    ])
  }
}
