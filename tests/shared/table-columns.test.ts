import { describe, expect, it, test } from 'vitest';
import {
  columnNames,
  findDelimiter,
  guessColumns,
  headerLook,
  rarestDelimiter,
  recordsAbove,
  targetOf,
} from '../../shared/table-columns';

const guess = (names: string, ...rows: string[][]): Record<string, string> =>
  guessColumns(names.split(','), rows);

describe('columns are known by their names', () => {
  it.each([
    ['quanteda and tm', 'doc_id,text', { doc_id: 'accession', text: 'text' }],
    [
      'a German archive',
      'Überschrift,Zeitung,Datum,Ressort,Autor,Volltext,Sprache',
      {
        Überschrift: 'title',
        Zeitung: 'source',
        Datum: 'date',
        Ressort: 'section',
        Autor: 'author',
        Volltext: 'text',
        Sprache: 'language',
      },
    ],
    [
      'a French one',
      'Titre,Journal,Date de publication,Rubrique,Auteurs,Contenu,Lien',
      {
        Titre: 'title',
        Journal: 'source',
        'Date de publication': 'date',
        Rubrique: 'section',
        Auteurs: 'author',
        Contenu: 'text',
      },
    ],
    [
      'a Spanish one',
      'título,fuente,fecha,sección,autor,texto,idioma',
      {
        título: 'title',
        fuente: 'source',
        fecha: 'date',
        sección: 'section',
        autor: 'author',
        texto: 'text',
        idioma: 'language',
      },
    ],
    [
      'an Italian one',
      'titolo,data,testo,fonte',
      { titolo: 'title', data: 'date', testo: 'text', fonte: 'source' },
    ],
    ['a Dutch one', 'kop,krant,datum,tekst', { kop: 'title', krant: 'source', datum: 'date', tekst: 'text' }],
    [
      'NewsAPI',
      'source.id,source.name,author,title,url,urlToImage,publishedAt,content',
      {
        'source.name': 'source',
        author: 'author',
        title: 'title',
        url: 'url',
        publishedAt: 'date',
        content: 'text',
      },
    ],
    [
      'posts of Twitter',
      'created_at,id_str,full_text,text,user.name,user.id,lang',
      { created_at: 'date', full_text: 'text', 'user.name': 'author', lang: 'language' },
    ],
    [
      'the Guardian',
      'id,webTitle,webUrl,webPublicationDate,sectionName,fields.bodyText',
      {
        id: 'accession',
        webTitle: 'title',
        webUrl: 'url',
        webPublicationDate: 'date',
        sectionName: 'section',
        'fields.bodyText': 'text',
      },
    ],
    [
      'Media Cloud',
      'stories_id,publish_date,title,url,language,media_name,media_url,story_text',
      {
        stories_id: 'accession',
        publish_date: 'date',
        title: 'title',
        url: 'url',
        language: 'language',
        media_name: 'source',
        story_text: 'text',
      },
    ],
    ['Label Studio', 'id,data.text,data.title,created_at', { 'data.text': 'text', 'data.title': 'title' }],
    [
      'WordPress',
      'id,date,link,title.rendered,content.rendered',
      { id: 'accession', date: 'date', link: 'url', 'title.rendered': 'title', 'content.rendered': 'text' },
    ],
    [
      'Elasticsearch',
      '_id,_source.date,_source.text,_source.title',
      { _id: 'accession', '_source.date': 'date', '_source.text': 'text', '_source.title': 'title' },
    ],
    [
      'a table of Claimbook’s own',
      'id,title,source,author,date,section,url,accession,language,note,file_name,created_at,text_sha256,text_length,text',
      {
        title: 'title',
        source: 'source',
        author: 'author',
        date: 'date',
        section: 'section',
        url: 'url',
        accession: 'accession',
        language: 'language',
        note: 'note',
        text: 'text',
      },
    ],
  ])('of %s', (_, names, mapping) => expect(guess(names)).toMatchObject(mapping));

  it('and not by what only part of the name says', () => {
    const mapping = guess('source.id,author.url,author.name,text_length,word_count,subtitle,text');
    expect(mapping).toEqual({ 'author.name': 'author', text: 'text' });
  });
  it('of several for one field, the surest is taken, and one that holds nothing last', () => {
    expect(guess('content,text')).toEqual({ text: 'text' });
    expect(guess('content,text', ['Words.', ''])).toEqual({ content: 'text' });
  });
  it('and a column of addresses is no newspaper', () => {
    expect(guess('source,text', ['https://a.invalid/1', 'Words.'])).toEqual({ source: 'url', text: 'text' });
  });
  it('where no name tells of a text, what is long is one, and what is short is none', () => {
    const long = 'words '.repeat(50);
    expect(guess('a,b', ['x', long])).toEqual({ b: 'text' });
    expect(guess('a,b', ['x', 'short'])).toEqual({});
    expect(guess('a,b', ['x', `[{"id": 1, "words": "${long}"}]`])).toEqual({});
    expect(guess('a,b', ['x', `[Berlin] ${long}`])).toEqual({ b: 'text' });
  });
  it('and what every object has from birth is no column', () => {
    expect(targetOf({ text: 'text' }, 'constructor')).toBeUndefined();
    expect(targetOf({ text: 'text' }, '__proto__')).toBeUndefined();
    expect(targetOf({ text: 'text' }, 'text')).toBe('text');
  });
});

describe('a first row', () => {
  const rows = [
    ['1', 'Words of an article.'],
    ['2', 'Others.'],
  ];
  it.each([
    ['names its columns', ['id', 'text'], 'header'],
    ['may do so when it stands above numbers', ['nr', 'was'], 'perhaps'],
    ['is an article when it is like the others', ['0', 'Some words.'], 'data'],
    ['is an article when it is long', ['text', 'x'.repeat(61)], 'data'],
    ['is an article when two cells are the same', ['a', 'a'], 'data'],
    ['can lack the name of the column in which R names its rows', ['', 'text'], 'header'],
  ])('%s', (_, row, look) => expect(headerLook(row, rows)).toBe(look));
});

test('columns are told apart, also from those that are called like a counted one', () => {
  expect(columnNames(['a', 'a', 'a (2)', '', ' a '], 6)).toEqual([
    'a',
    'a (2)',
    'a (2) (2)',
    'Column 4',
    'a (3)',
    'Column 6',
  ]);
  expect(columnNames(null, 2)).toEqual(['Column 1', 'Column 2']);
});

describe('what parts the cells', () => {
  it.each([
    ['commas', 'id,text\n1,"a; b; c"\n2,d\n', ','],
    ['semicolons, with decimal commas', 'id;wert;text\n1;2,5;a, b, c\n2;3,5;d, e\n', ';'],
    ['tabs, with commas in the words', 'id\ttext\n1\ta, b, c\n2\td, e\n', '\t'],
    ['bars', 'id|text\n1|a, b\n', '|'],
    ['what is outside of quotation marks', '"a,b";"c"\n"d,e,f";"g ""h, i"" j"\n', ';'],
    ['though a cell has a single mark of inches', 'id;text\n1;a 5" screen\n2;b\n3;c, d\n', ';'],
    ['in files of one line', 'a;b', ';'],
  ])('are %s', (_, text, delimiter) => expect(findDelimiter(text)).toBe(delimiter));

  it('is nothing in a table of one column, whatever stands in its words', () => {
    const text = 'text\nHello, world\nOne, two; three\nNothing\n';
    expect(findDelimiter(text)).toBeNull();
    expect(text).not.toContain(rarestDelimiter(text));
  });
});

test('words above the names of the columns are told from them', () => {
  expect(recordsAbove([['Report of 2024'], ['id', 'title', 'text'], ['1', 'a', 'b']])).toBe(1);
  expect(
    recordsAbove([
      ['Report', '', ''],
      ['id', 'title', 'text'],
    ]),
  ).toBe(1);
  expect(recordsAbove([['id', 'title', 'text'], ['1'], ['2', 'a', 'b']])).toBe(0);
  expect(recordsAbove([['text'], ['Some words.'], ['Others.']])).toBe(0);
});
