/// The functions of a file with their parameters, and the names that it gives to literal texts.
///
/// It is read from tokens, with as much grammar of each language as that takes: what is not recognised is left out.
struct CodeOutline {
  struct Parameter: Hashable {
    /// The name by which callers may give it.
    var label: String
    /// The name that it has in the body.
    var name: String
  }

  struct Function {
    var name: String
    var parameters: [Parameter]
    /// The tokens of its body.
    var body: Range<Int>
  }

  struct Constant {
    var container: String?
    var name: String
    /// The token with its value.
    var token: Int
  }

  private(set) var functions: [Function] = []
  private(set) var constants: [Constant] = []

  /// The function closest around the token at `index` that has a parameter called `name`, and its place.
  func parameter(_ name: String, at index: Int) -> (function: Function, place: Int)? {
    var best: (function: Function, place: Int)?
    for function in functions where function.body.contains(index) {
      guard let place = function.parameters.firstIndex(where: { $0.name == name }) else { continue }
      if let found = best, found.function.body.count <= function.body.count { continue }
      best = (function, place)
    }
    return best
  }

  init(_ code: TokenizedCode) {
    var reader = OutlineReader(code)
    reader.read()
    functions = reader.functions
    constants = reader.constants
  }
}
