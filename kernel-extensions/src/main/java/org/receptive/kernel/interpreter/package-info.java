/**
 * An interpreter of plain statements: declarations, calls, arithmetic, single loops. Starting the
 * compiler takes longer than running such a statement by reflection, so cells that consist of them
 * answer at once; whatever the interpreter does not fully understand, it leaves to the compiler
 * before anything has run.
 *
 * <p>It is fenced. Its grammar is this, and does not grow: it is a short way to the answer of the
 * compiler, not a second language.
 *
 * <pre>{@code
 * cell        = { statement }
 * statement   = declaration | count | each | expression [ ";" ]
 * declaration = ( "var" | type ) name [ "=" ( expression | elements ) ] ";"
 * count       = "for" "(" declaration expression ";" effect { "," effect } ")" inner
 * each        = "for" "(" ( "var" | type ) name ":" name ")" inner
 * inner       = block | choice | effect ";"
 * block       = "{" { declaration | inner } "}"
 * choice      = "if" "(" expression ")" inner [ "else" inner ]
 * effect      = expression
 * expression  = ( name | postfix "[" expression "]" ) assign expression | binary
 * binary      = unary { operator unary }
 * unary       = ( "+" | "-" | "!" | "~" ) unary | ( "++" | "--" ) name | cast | postfix
 * cast        = "(" type ")" unary
 * postfix     = primary { "." name [ arguments ] | "[" expression "]" } | name ( "++" | "--" )
 * primary     = literal | name [ arguments ] | creation | "(" expression ")"
 * creation    = "new" name ( arguments | "[" expression "]" | "[" "]" elements )
 * elements    = "{" [ ( expression | elements ) { "," ( expression | elements ) } ] "}"
 * arguments   = "(" [ expression { "," expression } ] ")"
 * type        = ( primitive | name { "." name } ) { "[" "]" }
 * literal     = whole | fraction | character | string | "true" | "false" | "null"
 * }</pre>
 *
 * <p>{@code operator} and {@code assign} are Java's; an {@code effect} does not start with a
 * parenthesis. Of what this describes, the following is left to the compiler, too: whatever is not
 * Java or does not compile; classes and methods that the notebook declares; type arguments and
 * generic methods; comparisons of objects by {@code ==}; members that reflection does not see as
 * the compiler does; a variable in its own declaration; texts of final fields, of which reflection
 * cannot say whether they are constants; constant conditions; and loops of many rounds or a long
 * time, which go on in the compiler where they were, before the condition of a round.
 *
 * <p>Everything that outlives a statement belongs to the notebook, not to the interpreter: it asks
 * {@link org.receptive.kernel.interpreter.Scope} each time, and keeps nothing of its own.
 */
package org.receptive.kernel.interpreter;
