import { fillBlog } from '../subjects/blog.mjs';

export const relationRows = [
  {
    name: 'sqlite 1000 users with 10 posts each',
    operations: 1,
    budget: 8,
    prepare: subject => fillBlog(subject, { users: 1000, posts: 10 }),
    async run(_subject, read) {
      const users = await read();
      if (users.length !== 1000 || users[999].posts.length !== 10) throw new Error('the wrong tree');
    }
  },
  {
    name: 'sqlite nested three levels: 100 users, 10 posts, 10 comments',
    operations: 1,
    budget: 8,
    prepare: subject => fillBlog(subject, { users: 100, posts: 10, comments: 10 }),
    async run(_subject, read) {
      const users = await read();
      const last = users[99]?.posts[9];
      if (users.length !== 100 || last.comments.length !== 10) throw new Error('the wrong tree');
    }
  }
];
