import GateModel
import ToolProcess

/// What the programs really are that a command line starts.
///
/// The first word is rarely all: `npx eslint`, `env LC_ALL=C sort`, `poetry run pytest`, `timeout 60 make`. So every word that
/// is the name of a program counts as one.
struct CommandTools {
  private let template: CommandTemplate
  private let settings: CheckSettings
  private let context: ToolContext
  private let locator: ToolLocator

  init(_ template: CommandTemplate, _ settings: CheckSettings, _ context: ToolContext) {
    self.template = template
    self.settings = settings
    self.context = context
    locator = context.locator(settings, in: context.workTree)
  }

  /// The programs by the words that name them, in the order of those; one that is missing shows when it is run.
  ///
  /// - Throws: `CheckError` where it cannot be told what a program is that stands where a command does.
  func identities(in scope: CheckScope) throws(CheckError) -> [CheckDependencies.Tool] {
    let commands = Set([template.program] + template.mentionedPrograms)
    var tools: [CheckDependencies.Tool] = []
    for name in commands.union(template.allWords).sorted() {
      guard let executable = locator.locate(name), try !isContent(name, executable, scope) else { continue }
      do throws(CheckError) {
        tools.append(CheckDependencies.Tool(name: name, identity: try identity(of: executable)))
      } catch {
        // Another word may mean something else than the program of that name.
        if commands.contains(name) { throw error }
        tools.append(CheckDependencies.Tool(name: name, identity: "unknown"))
      }
    }
    return tools
  }

  private func identity(of executable: LocalPath) throws(CheckError) -> String {
    try context.identifier.identify(
      executable: executable, versionArguments: [], environment: context.commandEnvironment(settings),
      directory: context.toolDirectory(settings))
  }

  /// A program of the repository itself is content, not a tool.
  private func isContent(_ name: String, _ executable: LocalPath, _ scope: CheckScope) throws(CheckError) -> Bool {
    let named = name.contains("/") ? CommandFiles.path(of: name, from: settings.selector.root) : nil
    guard let path = named ?? executable.relative(to: context.workTree) else { return false }
    return try scope.content.version(at: path) != nil
  }
}
