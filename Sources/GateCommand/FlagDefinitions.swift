internal import ArgumentParser
import FeatureFlags
import GateModel
import LocalFiles
import Reporting

/// Which definitions of flags a command evaluates: options that several share.
struct FlagDefinitions: ParsableArguments {
  @Option(
    name: .customLong("file"),
    help: ArgumentHelp("A definition file instead of those of gate.yml; may be repeated.", valueName: "file"),
    completion: .file())
  var files: [String] = []

  @Option(
    name: .customLong("env"), help: ArgumentHelp("The environment that counts.", valueName: "environment"))
  var environment: String?

  @Option(help: ArgumentHelp("How `fractional` deals people out: v1, v2 or v3.", valueName: "version"))
  var bucketing: Bucketing?

  @Option(help: ArgumentHelp("What `$flagd.timestamp` is; without it, now.", valueName: "seconds"))
  var timestamp: Int64?

  /// Larger files define no flags.
  private static let sizeLimit = 16 << 20

  /// The definitions now and before the change, and what gate.yml says about them.
  struct Found {
    var evaluator: FlagEvaluator
    /// With which `fractional` deals people out.
    var bucketing: Bucketing
    var timestamp: Int64
    var files: [FlagFile]
    var base: FlagEvaluator?
    /// The contexts that gate.yml declares.
    var contexts: [FlagValue.Member]
  }

  /// - Parameter base: files that hold the definitions before a change.
  func found(base: [String] = [], in context: CommandContext) throws(CommandFailure) -> Found {
    var settings = FlagEvaluationSettings()
    var (content, before): (FlagContent, FlagContent?)
    if files.isEmpty {
      let inquiry = try FlagInquiry(.staged, readsCode: false, in: context)
      content = FlagContent(files: inquiry.subjects.flatMap(\.content.files))
      let bases = inquiry.subjects.compactMap(\.base)
      before = bases.count == inquiry.subjects.count ? FlagContent(files: bases.flatMap(\.files)) : nil
      settings = inquiry.subjects.first?.settings.evaluation ?? settings
      for subject in inquiry.subjects.dropFirst() { settings.contexts += subject.settings.evaluation.contexts }
    } else {
      content = FlagContent(files: try Self.read(files, in: context))
      before = nil
    }
    if !base.isEmpty { before = FlagContent(files: try Self.read(base, in: context)) }
    for file in content.files where file.format == nil {
      let message = file.findings.first.map { ":\($0.range?.line ?? 1): \($0.message)" } ?? " does not parse"
      throw CommandFailure(.misuse, "\(file.path)\(message)")
    }
    let bucketing = bucketing ?? settings.bucketing.flatMap(Bucketing.init) ?? .current
    let time = timestamp ?? context.now()
    return Found(
      evaluator: FlagEvaluator(content.files, bucketing: bucketing, timestamp: time), bucketing: bucketing,
      timestamp: time, files: content.files,
      base: before.map { FlagEvaluator($0.files, bucketing: bucketing, timestamp: time) },
      contexts: try Self.contexts(settings))
  }

  /// - Throws: `CommandFailure` that names the nearest key where `key` has no definition.
  func require(_ key: String, in found: Found) throws(CommandFailure) -> [FlagEvaluator.Definition] {
    let definitions = found.evaluator.definitions(of: key, in: environment)
    if !definitions.isEmpty { return definitions }
    let elsewhere = found.evaluator.definitions(of: key)
    if let environment, !elsewhere.isEmpty {
      let known = elsewhere.flatMap {
        $0.flag.states.compactMap(\.environment) + [$0.file.environment].compactMap(\.self)
      }
      let nearest = NearestName.match(for: environment, among: known)
      throw CommandFailure(
        .misuse, "flag \"\(key)\" is not defined in environment \"\(environment)\"",
        hint: nearest.map { "did you mean \"\($0)\"?" }
          ?? "it is defined in \(Array(Set(known)).sorted().joined(separator: ", "))")
    }
    let nearest = NearestName.match(for: key, among: found.evaluator.keys)
    throw CommandFailure(
      .misuse, "no definition file has a flag \"\(key)\"", hint: nearest.map { "did you mean \"\($0)\"?" })
  }

  static func read(_ files: [String], in context: CommandContext) throws(CommandFailure) -> [FlagFile] {
    var read: [FlagFile] = []
    for file in files {
      read.append(FlagValidation.read(try bytes(of: file, in: context), path: RepositoryPath(file)))
    }
    return read
  }

  static func bytes(of file: String, in context: CommandContext) throws(CommandFailure) -> [UInt8] {
    do throws(FileError) {
      return try LocalFiles.read(context.directory.resolving(LocalPath(file)), limit: sizeLimit)
    } catch {
      throw CommandFailure(.misuse, error.description)
    }
  }

  private static func contexts(_ settings: FlagEvaluationSettings) throws(CommandFailure) -> [FlagValue.Member] {
    var contexts: [FlagValue.Member] = []
    for context in settings.contexts where !contexts.contains(where: { $0.name == context.name }) {
      do throws(EvaluationFailure) {
        contexts.append(.init(context.name, try FlagContexts.context(Array(context.json.utf8))))
      } catch {
        throw CommandFailure(.misuse, "context \"\(context.name)\" of gate.yml: \(error.message)")
      }
    }
    return contexts
  }
}

extension Bucketing: ExpressibleByArgument {}

extension FlagValueType: ExpressibleByArgument {}
