import { expect, it } from 'vitest'
import { htmlToText } from './html-to-text.ts'

it.each([
  ['<div>one<br>two</div>', '\none\ntwo\n'],
  ['<p>A1c &ge; 6.5&nbsp;%</p>', '\nA1c ≥ 6.5 %\n'],
  ['<span>to</span><b>gether</b>', 'together'],
  ['<style>p{}</style><script>alert(1)</script><!-- no -->words', 'words'],
  ['&#233; &#xe9; &unknown; &#0; &#9999999;', 'é é &unknown; \ufffd \ufffd'],
  ['1 &lt; 2 &amp;lt;', '1 < 2 &lt;'],
  ['no tags at all', 'no tags at all'],
])('the words of %j', (html, words) => expect(htmlToText(html)).toBe(words))
