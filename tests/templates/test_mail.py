"""An e-mail as HTML: the same words, nothing that could run or load."""

from templates.mail import as_html


def test_the_words_stay_and_only_links_become_more() -> None:
    html = as_html(
        'Hola, <b>Rosa</b> & "cía".\n\n• Uno\n• Dos\nhttps://x.example.org/verify?code=A&k=b\n\n\n\nFin'
    )
    assert "<p>Hola, &lt;b&gt;Rosa&lt;/b&gt; &amp; &quot;cía&quot;.</p>" in html
    assert "<p>• Uno<br>• Dos<br>" in html
    assert (
        '<a href="https://x.example.org/verify?code=A&amp;k=b">https://x.example.org/verify?code=A&amp;k=b</a>'
        in html
    )
    assert "<p>Fin</p>" in html
    assert html.count("<p>") == 3
    assert "<script" not in html
    assert "<img" not in html
    assert 'lang="es"' in html
