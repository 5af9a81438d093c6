// The peer: the usual way to put a list on a page. A script draws it from JSON that it fetches.
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

function Row({ notice }) {
  return (
    <li>
      <a href={`notice/${notice.id}`}>
        <span>{notice.kinds}</span>
        <strong>{notice.title}</strong>
        <span>{notice.tail}</span>
      </a>
    </li>
  );
}

function List() {
  const [notices, setNotices] = useState(null);
  const [text, setText] = useState('');
  useEffect(() => {
    fetch('notices.json')
      .then((answer) => answer.json())
      .then(setNotices);
  }, []);
  if (!notices) return <p>正在打开…</p>;
  const shown = notices.filter((notice) => notice.title.includes(text));
  return (
    <main>
      <h1>公告</h1>
      <input type="search" aria-label="查询" value={text} onChange={(event) => setText(event.target.value)} />
      <ul>
        {shown.map((notice) => (
          <Row key={notice.id} notice={notice} />
        ))}
      </ul>
    </main>
  );
}

createRoot(document.getElementById('root')).render(<List />);
